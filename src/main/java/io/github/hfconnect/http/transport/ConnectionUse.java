package io.github.hfconnect.http.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Which connection one call got, and whether the server answered on it. Servers close a connection that was kept without a word
 * (uvicorn after 5 s, its {@code --timeout-keep-alive}; a proxy when it is reloaded), and a request that meets this is lost. HTTP/2 has
 * one connection for all calls and says which requests it has not seen, so it is left out.
 *
 * <p>OkHttp 5.5 keeps a connection unless {@code Connection: close} says otherwise. A server of HTTP/1.0 closes it after its answer
 * without saying so (RFC 9112, 9.3; Python's {@code http.server}, the first that people write), and the next request would mostly be
 * there before the end of the connection is, so it is closed on this side before a call can get it.
 */
final class ConnectionUse extends EventListener {

    private static final String KEEP_ALIVE = "keep-alive";

    private volatile boolean connected;
    private volatile boolean reused;
    private volatile boolean answered;
    private volatile @Nullable Connection connection;
    private volatile boolean endsWithItsAnswer;

    /** Whether a call failed before an answer on a connection that an earlier call had used. */
    boolean endedUnansweredOnReused() {
        return reused && !answered;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connected = true;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        this.connection = connection;
        reused = !connected && connection.protocol() != Protocol.HTTP_2;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        answered = true;
        endsWithItsAnswer =
                response.protocol() == Protocol.HTTP_1_0 && !KEEP_ALIVE.equalsIgnoreCase(response.header("Connection"));
    }

    @Override
    public void responseBodyEnd(Call call, long bytes) {
        Connection used = connection;
        if (endsWithItsAnswer && used != null) {
            close(used.socket());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It counts as closed all the same.
        }
    }
}
