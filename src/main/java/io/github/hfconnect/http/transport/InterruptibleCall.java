package io.github.hfconnect.http.transport;

import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okhttp3.Call;
import okhttp3.Response;

/**
 * One call, made by the thread that wants its answer: a hand-over to a thread of OkHttp and back would be two more waits for a processor. A thread that
 * reads from a socket does not notice when it is interrupted, so that what the JDK has its own channels do in that moment cancels the call.
 */
final class InterruptibleCall extends AbstractInterruptibleChannel {

    /** Of an answer that is an error: enough to tell why. */
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final Call call;
    private final int maxBytes;

    /** A call whose answer may be so large. */
    InterruptibleCall(Call call, int maxBytes) {
        this.call = call;
        this.maxBytes = maxBytes;
    }

    /**
     * Waits for the answer, whatever its status.
     *
     * @throws AnswerTooLargeException where a successful one is larger than it may be
     * @throws IOException where none comes
     * @throws InterruptedException where the calling thread was interrupted, which ends the call
     */
    ApiResponse execute() throws IOException, InterruptedException {
        try {
            return executed();
        } catch (ClosedByInterruptException e) {
            boolean unused = Thread.interrupted();
            throw new InterruptedException();
        }
    }

    private ApiResponse executed() throws IOException {
        boolean completed = false;
        begin();
        try {
            ApiResponse answer = read(call.execute());
            completed = true;
            return answer;
        } finally {
            end(completed);
        }
    }

    @Override
    protected void implCloseChannel() {
        call.cancel();
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
