package io.github.hfconnect.http.transport;

import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Where a model is.
 *
 * @param alias host and, where it is not the scheme's own, port: fit for logs and records, because it holds no secret
 * @param base a URL without user info; its path is a prefix of every request's path, its query is part of every request
 */
public record Endpoint(String alias, HttpUrl base) {

    /** Stricter than the parser, which takes any number of slashes. */
    private static final Pattern WITH_HOST = Pattern.compile("https?://[^/\\\\]", Pattern.CASE_INSENSITIVE);

    private static final String VERSION = "v1/";

    /**
     * A base that has a version of its own at its end, or before the name of what it is compatible with: {@code /v1},
     * {@code /api/v3} (Volcengine), {@code /api/paas/v4} (Z.ai), {@code /v1beta/openai} (Gemini), {@code /v1/openai} (DeepInfra).
     */
    private static final Pattern WITH_VERSION = Pattern.compile("(?:.*/)?v\\d+\\w*(?:/(?:.*/)?open(?:ai|api))?");

    /** Routes in OpenAI's style that people copy with the address; of two that fit, the longer one first. */
    private static final List<String> ROUTES = List.of(
            "/chat/completions",
            "/completions",
            "/embeddings",
            "/rerank",
            "/moderations",
            "/images/generations",
            "/videos/generations",
            "/audio/speech",
            "/audio/transcriptions");

    /** The same for routes that stand beside {@code /v1}. */
    private static final List<String> ROOT_ROUTES = List.of("/classify", "/score", "/pooling");

    /** Where Hugging Face routes to its own and its partners' servers. */
    public static final Endpoint ROUTER = parse("https://router.huggingface.co");

    /** Where Hugging Face tells how models are served; its query is part of every request. */
    public static final Endpoint HUB = parse("https://huggingface.co/?expand[]=inferenceProviderMapping");

    /**
     * An endpoint from a value of {@code endpoint.urls}.
     *
     * @throws IllegalArgumentException where it is not an http or https URL, or holds user info; the message does not
     *     quote it
     */
    public static Endpoint parse(String url) {
        String text = url.strip();
        HttpUrl parsed = HttpUrl.parse(text);
        if (parsed == null || !WITH_HOST.matcher(text).lookingAt()) {
            throw new IllegalArgumentException("An endpoint URL starts with http:// or https:// and names a host");
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "An endpoint URL holds no user name and password, because URLs are shown;"
                            + " send them with `headers.Authorization`");
        }
        return new Endpoint(alias(parsed), parsed);
    }

    /** Host and port of a URL, and no more of it. */
    public static String alias(HttpUrl url) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
    }

    /**
     * The URL of a path under the base; the base as it is for an empty path. A path of OpenAI's first version
     * is appended without that where the base has a version of its own; where the base ends in another
     * route, such as that of an order whose progress is asked about, the path takes the route's place. A path with a
     * leading slash stands beside {@code /v1}, where people write {@code /v1} for a server that has routes beside it. A query
     * of the path comes after the base's own.
     */
    HttpUrl resolve(String path) {
        if (path.isEmpty()) {
            return base;
        }
        int end = path.indexOf('?');
        String prefix = base.encodedPath().replaceFirst("/$", "");
        HttpUrl.Builder url = base.newBuilder().encodedPath(full(prefix, end < 0 ? path : path.substring(0, end)));
        return end < 0
                ? url.build()
                : url.encodedQuery(query(path.substring(end + 1))).build();
    }

    private String query(String own) {
        return base.encodedQuery() == null ? own : base.encodedQuery() + "&" + own;
    }

    private static String full(String prefix, String path) {
        if (path.startsWith("/")) {
            return without(ROUTES, without(ROOT_ROUTES, prefix)).replaceFirst("/v1$", "") + path;
        }
        return path.startsWith(VERSION)
                ? versioned(without(ROOT_ROUTES, prefix), "/" + path.substring(VERSION.length()))
                : prefix + "/" + path;
    }

    private static String versioned(String prefix, String route) {
        String base = without(ROUTES, prefix);
        return base.length() < prefix.length() || WITH_VERSION.matcher(base).matches()
                ? base + route
                : base + "/v1" + route;
    }

    private static String without(List<String> routes, String prefix) {
        return routes.stream()
                .filter(prefix::endsWith)
                .map(route -> prefix.substring(0, prefix.length() - route.length()))
                .findFirst()
                .orElse(prefix);
    }

    @Override
    public String toString() {
        return alias;
    }
}
