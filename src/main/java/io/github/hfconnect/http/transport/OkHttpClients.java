package io.github.hfconnect.http.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/** How OkHttp is set up. */
public final class OkHttpClients {

    /**
     * Shorter than the usual idle limits of servers (from 2 s, often 5 s), so that the client closes first: a request
     * that meets a closing connection is lost, and counts as a failure of the endpoint.
     */
    private static final Duration KEEP_ALIVE = Duration.ofMillis(1500);

    /** Finds HTTP/2 connections that a firewall has dropped silently: all calls share one, and none would ever end. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

    private OkHttpClients() {}

    /** For the calls of one endpoint, which notice what becomes of their connection. */
    static OkHttpClient forEndpoint(HttpSettings settings) {
        OkHttpClient.Builder builder = basic(settings)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .pingInterval(PING_INTERVAL)
                .eventListenerFactory(OkHttpClients::use);
        Tls tls = settings.tls();
        if (tls != null) {
            builder.sslSocketFactory(tls.sockets(), tls.trust());
        }
        return builder.build();
    }

    /** For addresses that are nobody's endpoint: without the client's certificate. */
    public static OkHttpClient forDownloads(HttpSettings settings) {
        return basic(settings).build();
    }

    private static OkHttpClient.Builder basic(HttpSettings settings) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .socketFactory(new PromptSockets())
                // Keeps a connection for each call that may be in flight, for a moment.
                .connectionPool(
                        new ConnectionPool(settings.maxConcurrentCalls(), KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
                .connectTimeout(settings.connectTimeout())
                .callTimeout(settings.requestTimeout())
                // A redirect may lead to another host, and the token with it.
                .followRedirects(false)
                .followSslRedirects(false);
        HttpProxy proxy = settings.proxy();
        if (proxy != null) {
            proxy.addTo(builder);
        }
        return builder;
    }

    private static EventListener use(Call call) {
        ConnectionUse use = call.request().tag(ConnectionUse.class);
        return use == null ? EventListener.NONE : use;
    }
}
