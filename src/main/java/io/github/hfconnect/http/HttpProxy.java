package io.github.hfconnect.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
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

    /** The proxy finds the endpoint's address; its own is looked up for each connection. */
    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
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
