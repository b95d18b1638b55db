package io.github.hfconnect.http.transport;

import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.server.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How endpoints are called.
 *
 * @param connectTimeout for a connection, TLS apart
 * @param requestTimeout for one exchange from start to end, also against an answer that drips
 * @param maxResponseBytes of an answer, decompressed; a larger one is cut off and an error
 * @param maxConcurrentCalls that the caller makes; so many connections are kept
 * @param token sent as a bearer token
 * @param billTo organisation to bill, for the router
 * @param headers further request headers, each value a secret
 * @param tls null for the JVM's own
 * @param proxy null for the JVM's own
 * @param workTimeout for work that a server takes on and is asked about until it is done
 * @param pace of all that one task asks, attempts and polls alike
 * @param fetch what is done with the URL of a result
 * @param inputFetch what is done with the URL of an input
 * @param logBodies whether TRACE may show what is sent and answered
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration requestTimeout,
        int maxResponseBytes,
        int maxConcurrentCalls,
        @Nullable String token,
        @Nullable String billTo,
        Map<String, String> headers,
        @Nullable Tls tls,
        @Nullable HttpProxy proxy,
        Duration workTimeout,
        Pace pace,
        UrlFetch fetch,
        UrlFetch inputFetch,
        boolean logBodies) {

    /** What the client says itself about a body and its coding. */
    private static final List<String> RESERVED =
            List.of("content-type", "content-length", "transfer-encoding", "accept-encoding");

    public HttpSettings {
        headers = Map.copyOf(headers);
        requirePositive("connect.timeout.ms", connectTimeout.toMillis());
        requirePositive("request.timeout.ms", requestTimeout.toMillis());
        requirePositive("work.timeout.ms", workTimeout.toMillis());
        requirePositive("max.response.bytes", maxResponseBytes);
        requirePositive("max.in.flight.requests", maxConcurrentCalls);
        requireSendable("token", token);
        requireSendable("bill.to", billTo);
        headers.forEach((name, value) -> requireHeader(name, value, token));
    }

    /** With the JVM's own trust store and proxy, ten minutes for work, no limit of the rate, and URLs passed on. */
    public HttpSettings(
            Duration connectTimeout,
            Duration requestTimeout,
            int maxResponseBytes,
            int maxConcurrentCalls,
            @Nullable String token,
            @Nullable String billTo,
            Map<String, String> headers) {
        this(
                connectTimeout,
                requestTimeout,
                maxResponseBytes,
                maxConcurrentCalls,
                token,
                billTo,
                headers,
                null,
                null,
                Duration.ofMinutes(10),
                Pace.UNLIMITED,
                UrlFetch.OFF,
                UrlFetch.OFF,
                false);
    }

    private static void requirePositive(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("`" + key + "` must be at least 1, but is " + value);
        }
    }

    private static void requireHeader(String name, String value, @Nullable String token) {
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("`headers." + name + "` is no header that can be set");
        }
        if (name.equalsIgnoreCase("Authorization") && token != null) {
            throw new IllegalArgumentException("`token` and `headers." + name + "` exclude each other");
        }
        requireSendable("headers." + name, value);
    }

    /** The value may be a secret, so the message does not quote it. */
    private static void requireSendable(String key, @Nullable String value) {
        if (value != null && !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "The value of `" + key + "` goes into a header, but holds a line break or"
                            + " another character that a header cannot hold");
        }
    }

    /** The same at the pace of one task. */
    public HttpSettings paced(Pace ofTask) {
        return new HttpSettings(
                connectTimeout,
                requestTimeout,
                maxResponseBytes,
                maxConcurrentCalls,
                token,
                billTo,
                headers,
                tls,
                proxy,
                workTimeout,
                ofTask,
                fetch,
                inputFetch,
                logBodies);
    }

    /** For the Hub, which is nobody's endpoint: of all secrets it gets its own kind of token only. */
    public HttpSettings forHub() {
        return new HttpSettings(
                connectTimeout,
                requestTimeout,
                maxResponseBytes,
                maxConcurrentCalls,
                token != null && token.startsWith("hf_") ? token : null,
                null,
                Map.of(),
                tls,
                proxy,
                workTimeout,
                pace,
                UrlFetch.OFF,
                UrlFetch.OFF,
                logBodies);
    }

    /** What every request carries. */
    Headers requestHeaders() {
        List<Headers.Entry> all = new ArrayList<>();
        if (token != null) {
            all.add(new Headers.Entry("Authorization", "Bearer " + token));
        }
        if (billTo != null) {
            all.add(new Headers.Entry("X-HF-Bill-To", billTo));
        }
        headers.forEach((name, value) -> all.add(new Headers.Entry(name, value)));
        return new Headers(all);
    }

    @Override
    public String toString() {
        return "HttpSettings[connectTimeout=" + connectTimeout + ", requestTimeout=" + requestTimeout
                + ", maxResponseBytes=" + maxResponseBytes + ", maxConcurrentCalls=" + maxConcurrentCalls
                + ", headers=" + headers.keySet() + ", proxy=" + proxy + "]";
    }
}
