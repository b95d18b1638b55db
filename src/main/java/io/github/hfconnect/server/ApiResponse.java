package io.github.hfconnect.server;

import io.github.hfconnect.answer.Answer;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an endpoint answered, read to its end and decompressed. */
public record ApiResponse(int status, Headers headers, Answer answer) {

    /** With a body of the content type that the headers name. */
    public ApiResponse(int status, Headers headers, byte[] body) {
        this(status, headers, new Answer(body, headers.get("Content-Type")));
    }

    /** The same with another answer. */
    public ApiResponse with(Answer other) {
        return new ApiResponse(status, headers, other);
    }

    public boolean isSuccessful() {
        return status >= 200 && status < 300;
    }

    /** The server's id of the call, as Hugging Face's hosts and those in front of them name it, or null. */
    @Nullable
    public String requestId() {
        return Stream.of("x-request-id", "X-Amzn-Trace-Id", "x-amz-cf-id")
                .map(headers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
