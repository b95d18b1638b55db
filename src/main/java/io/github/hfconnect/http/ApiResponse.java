package io.github.hfconnect.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What an endpoint answered, read to its end and decompressed. */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never changed and never compared.
public record ApiResponse(int status, Headers headers, byte[] body) {

    boolean isSuccessful() {
        return status >= 200 && status < 300;
    }

    /** The server's id of the call, as Hugging Face's hosts and those in front of them name it, or null. */
    @Nullable
    String requestId() {
        return Stream.of("x-request-id", "X-Amzn-Trace-Id", "x-amz-cf-id")
                .map(headers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The body as text, whatever it is. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
