package io.github.hfconnect.http.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the way to the endpoints.
 *
 * @param username null where it asks for none
 * @param password null where it asks for none
 */
public record HttpProxy(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password) {

    static final String AUTHORIZATION = "Proxy-Authorization";

    /**
     * A proxy by its URL.
     *
     * @throws IllegalArgumentException where it is not an http URL, or holds user info; the message does not quote it
     */
    public static HttpProxy of(String url, @Nullable String username, @Nullable String password) {
        HttpUrl parsed = HttpUrl.parse(url.strip());
        if (parsed == null || parsed.isHttps()) {
            throw new IllegalArgumentException("`proxy.url` starts with http:// and names a host");
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            throw new IllegalArgumentException("`proxy.url` holds no user name and password, because it is shown; set"
                    + " `proxy.username` and `proxy.password`");
        }
        if ((username == null) != (password == null)) {
            throw new IllegalArgumentException("`proxy.username` and `proxy.password` belong together: set both");
        }
        return new HttpProxy(parsed.host(), parsed.port(), username, password);
    }

    /** Sends calls by way of it. It finds their addresses; its own is looked up for each connection. */
    void addTo(OkHttpClient.Builder builder) {
        builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)))
                .proxyAuthenticator((route, response) -> authorized(response));
    }

    /** The request for a tunnel, with credentials; null where they were sent already and did not help. */
    private @Nullable Request authorized(Response response) {
        String authorization = authorization();
        boolean sent = response.request().header(AUTHORIZATION) != null;
        return sent || authorization == null
                ? null
                : response.request()
                        .newBuilder()
                        .header(AUTHORIZATION, authorization)
                        .build();
    }

    /** The value of {@code Proxy-Authorization}, or null where none is sent. */
    @Nullable
    String authorization() {
        return username == null || password == null ? null : Credentials.basic(username, password);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
