package io.github.hfconnect.http;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.answer.MediaAnswer;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.task.GeneratedMedia;
import io.github.hfconnect.task.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the results to which an answer only points. Such an address is chosen by a server and not by the
 * configuration: it gets no token, no header and no client certificate, and neither it nor a redirect may lead into a
 * private network, unless that is allowed.
 */
final class ResultDownload implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final MediaAnswer media;
    private final int maxBytes;
    private final OkHttpClient client;
    private final Dns names;
    private final Predicate<InetAddress> allowed;

    ResultDownload(MediaAnswer media, HttpSettings settings, Dns names, Predicate<InetAddress> allowed) {
        this.media = media;
        this.maxBytes = settings.maxResponseBytes();
        this.names = names;
        this.allowed = allowed;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(HttpTransport.unlimitedDispatcher())
                .connectionPool(HttpTransport.connectionPool(settings))
                .connectTimeout(settings.connectTimeout())
                .callTimeout(settings.requestTimeout())
                .followRedirects(false)
                .followSslRedirects(false);
        HttpProxy proxy = settings.proxy();
        if (proxy != null) {
            proxy.addTo(builder);
        }
        this.client = builder.build();
    }

    /** For a task and settings; null where nothing is to be fetched. */
    static @Nullable ResultDownload of(Task task, HttpSettings settings) {
        if (settings.fetch() == ResultFetch.OFF || !(task instanceof GeneratedMedia media)) {
            return null;
        }
        Predicate<InetAddress> allowed = settings.fetch() == ResultFetch.ANYWHERE ? address -> true : PublicAddress::is;
        return new ResultDownload(new MediaAnswer(media.kinds()), settings, Dns.SYSTEM, allowed);
    }

    /**
     * The predictions with their content, which stands beside the URL then.
     *
     * @throws InferenceException where one cannot be fetched
     */
    List<Object> fetched(List<Object> predictions) throws InterruptedException {
        List<Object> fetched = new ArrayList<>(predictions.size());
        for (Object prediction : predictions) {
            Map<?, ?> fields = (Map<?, ?>) prediction;
            fetched.add(fields.get("url") instanceof String url ? withContent(url) : prediction);
        }
        return fetched;
    }

    private Map<String, Object> withContent(String url) throws InterruptedException {
        Map<String, Object> fields =
                new LinkedHashMap<>(media.itself(follow(address(url)).answer()));
        fields.put("url", url);
        return fields;
    }

    private static HttpUrl address(String url) {
        HttpUrl address = HttpUrl.parse(url);
        if (address == null) {
            String message = "The result is said to be at an address that is none";
            throw new InferenceException(Failure.of(FailureKind.MALFORMED, message));
        }
        return address;
    }

    private ApiResponse follow(HttpUrl first) throws InterruptedException {
        HttpUrl url = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            ApiResponse answer = exchange(url);
            if (answer.isSuccessful()) {
                return answer;
            }
            String location = answer.headers().get("Location");
            HttpUrl target = location == null ? null : url.resolve(location);
            if (answer.status() / 100 != 3 || target == null) {
                throw failure(FailureKind.UNAVAILABLE, url, "its server answers " + answer.status());
            }
            url = target;
        }
        throw failure(FailureKind.UNAVAILABLE, url, "there are more than " + MOST_REDIRECTS + " redirects");
    }

    private ApiResponse exchange(HttpUrl url) throws InterruptedException {
        CheckedHost host = new CheckedHost(url.host(), names, allowed);
        Call call = client.newBuilder()
                .dns(host)
                .build()
                .newCall(new Request.Builder().url(url).build());
        try {
            host.check();
            PendingAnswer answer = new PendingAnswer(maxBytes);
            call.enqueue(answer);
            return answer.await();
        } catch (IOException e) {
            throw failure(url, e);
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        }
    }

    private static InferenceException failure(HttpUrl url, IOException e) {
        if (e instanceof PrivateHostException) {
            return failure(
                    // The URL is chosen by the server, or by the record that it has answered.
                    FailureKind.REJECTED,
                    url,
                    "it is not in the public internet. Set `output.fetch.private=true` where that is right, or"
                            + " `output.fetch.url=false` to get the URL");
        }
        boolean tooLarge = e instanceof AnswerTooLargeException;
        return failure(
                tooLarge ? FailureKind.MALFORMED : FailureKind.UNAVAILABLE,
                url,
                e.getClass().getSimpleName() + ", " + Excerpt.of(String.valueOf(e.getMessage())));
    }

    /** With the host alone: the rest of the URL is the key to the content as a rule. */
    private static InferenceException failure(FailureKind kind, HttpUrl url, String reason) {
        String message = "The result cannot be fetched from " + Endpoint.alias(url) + ": " + reason;
        return new InferenceException(Failure.of(kind, message));
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
