package io.github.hfconnect.http.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Which connection one call got, and whether the server answered on it. Servers close a connection that was kept without a word
 * (uvicorn after 5 s, a proxy when it is reloaded), and a request that meets this is lost. HTTP/2 has one connection for all calls
 * and says which requests it has not seen, so it is left out.
 */
final class ConnectionUse extends EventListener {

    private volatile boolean connected;
    private volatile boolean reused;
    private volatile boolean answered;

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
        reused = !connected && connection.protocol() != Protocol.HTTP_2;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        answered = true;
    }
}
