package io.github.hfconnect.http.transport;

import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/**
 * An answer on its way. It is read by a thread of OkHttp, because a thread that reads from a socket cannot be
 * interrupted, while one that waits here can.
 */
public final class PendingAnswer implements Callback {

    /** Of an answer that is an error: enough to tell why. */
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    private final int maxBytes;

    /** For an answer that may be so large. */
    public PendingAnswer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Waits for the answer, whatever its status.
     *
     * @throws AnswerTooLargeException where a successful one is larger than it may be
     * @throws IOException where none comes
     */
    public ApiResponse await() throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("An answer could not be read", e.getCause());
        }
    }

    @Override
    public void onFailure(Call call, IOException e) {
        answer.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
        try {
            answer.complete(read(response));
        } catch (Throwable e) { // Also an error, such as no memory: else the caller would wait for ever.
            answer.completeExceptionally(e);
        }
    }

    private static Headers headers(Response response) {
        List<Headers.Entry> entries = new ArrayList<>();
        response.headers().forEach(header -> entries.add(new Headers.Entry(header.getFirst(), header.getSecond())));
        return new Headers(entries);
    }

    private ApiResponse read(Response response) throws IOException {
        try (response) {
            int limit = response.isSuccessful() ? maxBytes : Math.min(maxBytes, MAX_ERROR_BYTES);
            return new ApiResponse(response.code(), headers(response), body(response, limit));
        }
    }

    /** OkHttp sees to it that there are no fewer. */
    private static byte[] exactly(InputStream content, int length) throws IOException {
        byte[] body = new byte[length];
        int read = content.readNBytes(body, 0, length);
        return read == length ? body : Arrays.copyOf(body, read);
    }

    private byte[] body(Response response, int limit) throws IOException {
        try {
            InputStream content = response.body().byteStream();
            long length = response.body().contentLength();
            // In one array where its length is known; else in pieces, which are put together at the end.
            byte[] body = length < 0 || length > limit ? content.readNBytes(limit) : exactly(content, (int) length);
            if (response.isSuccessful() && content.read() >= 0) {
                throw new AnswerTooLargeException(maxBytes);
            }
            return body;
        } catch (IOException e) {
            if (!WrongEncodingException.isMeantBy(e)) {
                throw e;
            }
            if (response.isSuccessful()) {
                throw new WrongEncodingException(response, e);
            }
            // Its status says enough.
            return new byte[0];
        }
    }
}
