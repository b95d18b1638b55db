package io.github.hfconnect.http.transport;

import io.github.hfconnect.server.ApiResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/**
 * The calls of one client, until their answers have been read. OkHttp's own {@code cancelAll} passes over a call whose headers are there if a thread
 * makes it itself ({@code RealCall.execute}, 5.5.1), though its body may never come. Safe for use by several threads.
 */
public final class OpenCalls implements AutoCloseable {

    private final OkHttpClient client;
    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Those of a client, or of others that were made from it. */
    public OpenCalls(OkHttpClient client) {
        this.client = client;
    }

    /**
     * Makes a call and waits for its answer, whatever the status.
     *
     * @param maxBytes how large a successful answer may be
     * @throws AnswerTooLargeException where it is larger
     * @throws ClientClosedException where the client is closed, or is meanwhile
     * @throws IOException where no answer comes
     * @throws InterruptedException where the calling thread was interrupted, which ends the call
     */
    public ApiResponse execute(Call call, int maxBytes) throws IOException, InterruptedException {
        open.add(call);
        try {
            refuseWhereClosed();
            return new InterruptibleCall(call, maxBytes).execute();
        } catch (IOException e) {
            refuseWhereClosed();
            throw e;
        } finally {
            open.remove(call);
        }
    }

    private void refuseWhereClosed() throws ClientClosedException {
        if (closed) {
            throw new ClientClosedException();
        }
    }

    /** In this order: a call that comes later sees that this is closed, and one that has come before is cancelled. */
    @Override
    public void close() {
        closed = true;
        open.forEach(Call::cancel);
        client.connectionPool().evictAll();
    }
}
