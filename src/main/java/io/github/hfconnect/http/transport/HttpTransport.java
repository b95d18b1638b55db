package io.github.hfconnect.http.transport;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.http.ratelimit.RateLimitHeaders;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.QuotaListener;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Carries requests to one endpoint and brings back what it answers. Safe for use by several threads. */
public final class HttpTransport implements AutoCloseable {

    private static final String USER_AGENT = "kafka-connect-huggingface/"
            + Objects.requireNonNullElse(HttpTransport.class.getPackage().getImplementationVersion(), "dev");

    private final Endpoint endpoint;
    private final LastMade<HttpUrl> urls;
    private final LastMade<Optional<MediaType>> contentTypes =
            new LastMade<>(type -> Optional.ofNullable(MediaType.parse(type)));
    private final int maxResponseBytes;
    private final Headers headers;
    private final Secrets secrets;
    private final BodyLog bodies;
    private final QuotaListener quotas;
    private final @Nullable String proxyAuthorization;
    private final OkHttpClient client;
    private final OpenCalls calls;
    private final ClosingTime time = new ClosingTime(this::closedMeanwhile);

    /** To an endpoint whose limits nobody asks for. */
    public HttpTransport(Endpoint endpoint, HttpSettings settings) {
        this(endpoint, settings, QuotaListener.NONE);
    }

    /** To an endpoint whose limits a listener is told, as far as its answers name them. */
    public HttpTransport(Endpoint endpoint, HttpSettings settings, QuotaListener quotas) {
        this.endpoint = endpoint;
        this.urls = new LastMade<>(endpoint::resolve);
        this.quotas = quotas;
        this.maxResponseBytes = settings.maxResponseBytes();
        this.headers = settings.requestHeaders();
        this.secrets = Secrets.of(settings);
        HttpProxy proxy = settings.proxy();
        this.proxyAuthorization = proxy == null ? null : proxy.authorization();
        this.bodies = new BodyLog(settings.logBodies(), endpoint(), secrets);
        this.client = OkHttpClients.forEndpoint(settings);
        this.calls = new OpenCalls(client);
    }

    /** Host and port, fit for logs and records. */
    public String endpoint() {
        return endpoint.alias();
    }

    /**
     * Sends a request and waits for a successful answer.
     *
     * @throws InferenceException where there is another one, or none
     * @throws InterruptedException where the calling thread was interrupted, which ends the call
     */
    public ApiResponse send(ApiRequest request) throws InterruptedException {
        bodies.sent(request);
        ApiResponse response = exchange(request);
        bodies.received(response);
        ApiResponse shown = secrets.hideInHeaders(response);
        tellQuotas(response);
        if (response.isSuccessful() && !StillAtIt.isPending(response)) {
            return shown;
        }
        byte[] body = request.body();
        Failure failure = FailureClassifier.classify(
                response, urls.of(request.path()), body == null ? 0 : body.length, time.now(), secrets::hide);
        throw new InferenceException(failure.withCall(endpoint(), shown.requestId()));
    }

    private void tellQuotas(ApiResponse response) {
        List<Quota> said = RateLimitHeaders.read(response.headers(), time.now());
        if (!said.isEmpty()) {
            quotas.said(said);
        }
    }

    private ApiResponse exchange(ApiRequest request) throws InterruptedException {
        ConnectionUse use = new ConnectionUse();
        Call call = client.newCall(httpRequest(request, use));
        try {
            return calls.execute(call, maxResponseBytes);
        } catch (ClientClosedException e) {
            throw closedMeanwhile();
        } catch (IOException e) {
            throw failed(e, use);
        }
    }

    private InferenceException closedMeanwhile() {
        return failed(LostAnswer.failure(new ClientClosedException()));
    }

    private InferenceException failed(IOException reason, ConnectionUse use) {
        Failure failure = LostAnswer.failure(reason);
        if (failure.timedOut() || !use.endedUnansweredOnReused()) {
            return failed(failure);
        }
        // The others that are kept are as old, so the next attempt is to get a new one.
        client.connectionPool().evictAll();
        return failed(failure.withManner(Manner.CLOSED_CONNECTION));
    }

    /** Not with the cause, which may quote the server too, such as a first line that is none of HTTP. */
    private InferenceException failed(Failure failure) {
        String message = Excerpt.ofSentence(secrets.hide(failure.message()));
        return new InferenceException(failure.withMessage(message).withCall(endpoint(), null));
    }

    private Request httpRequest(ApiRequest request, ConnectionUse use) {
        Request.Builder builder = new Request.Builder()
                .tag(ConnectionUse.class, use)
                .url(urls.of(request.path()))
                .header("User-Agent", USER_AGENT)
                .method(request.method(), body(request));
        request.headers().entries().forEach(header -> builder.header(header.name(), header.value()));
        headers.entries().forEach(header -> builder.header(header.name(), header.value()));
        if (proxyAuthorization != null && !endpoint.base().isHttps()) {
            // Without a tunnel the proxy reads the request itself; a body that is sent once cannot wait to be asked.
            builder.header(HttpProxy.AUTHORIZATION, proxyAuthorization);
        }
        return builder.build();
    }

    private @Nullable OneShotBody body(ApiRequest request) {
        byte[] bytes = request.body();
        if (bytes == null) {
            return null;
        }
        String contentType = request.contentType();
        return new OneShotBody(
                contentType == null ? null : contentTypes.of(contentType).orElse(null), bytes);
    }

    /** The machine's clock. Who sleeps by it is woken when this is closed, and fails like a call. */
    public Time time() {
        return time;
    }

    /** The text without the secrets that a server may have quoted. */
    String hideSecrets(String text) {
        return secrets.hide(text);
    }

    @Override
    public void close() {
        time.close();
        calls.close();
    }
}
