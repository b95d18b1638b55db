package io.github.hfconnect.http;

import io.github.hfconnect.http.download.Downloads;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ProviderMapping;
import io.github.hfconnect.server.catalog.ProviderRoute;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a provider by its own route behind the router. Under which name the provider serves the model is looked up on the
 * Hub at the first call and again after a while; a look-up that fails is a failed attempt of the call that needs it.
 * Callers that come at the same time may each look it up; none waits for another.
 */
final class ProviderClient implements EndpointClient {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);

    /** Short against the life of a mapping, long against the Hub's rate limits. */
    static final Duration FRESH = Duration.ofMinutes(10);

    /**
     * A mapping, its client, and when the mapping was found.
     *
     * @param before the client of another mapping, by which work may have begun: it is paid for, and nobody else can ask about it
     */
    private record Found(
            HttpInferenceClient client, @Nullable HttpInferenceClient before, ProviderMapping mapping, long at) {

        List<Prediction> infer(List<Input> inputs) throws InterruptedException {
            return (before != null && before.hasBegun(inputs) ? before : client).infer(inputs);
        }

        Found confirmed(ProviderMapping same, long now) {
            return new Found(client, before, same, now);
        }
    }

    private final HttpTransport router;
    private final ModelDirectory directory;
    private final CallSpec spec;
    private final HttpSettings settings;
    private final Time time;
    /** Of all clients, because calls of an earlier one may still run; so none of them has anything of its own to close. */
    private final Downloads downloads;

    private volatile @Nullable Found found;

    ProviderClient(HttpTransport router, ModelDirectory directory, CallSpec spec, HttpSettings settings, Time time) {
        this.router = router;
        this.directory = directory;
        this.spec = spec;
        this.settings = settings;
        this.time = time;
        this.downloads = Downloads.of(spec, settings);
    }

    @Override
    public String endpoint() {
        return router.endpoint();
    }

    @Override
    public BatchLimits limits() {
        Found known = found;
        return known == null ? BatchLimits.ONE : known.client.limits();
    }

    @Override
    public boolean isKnown() {
        return found != null;
    }

    @Override
    public void requireSendable(List<Input> inputs) throws InterruptedException {
        Found known = found;
        if (known != null) {
            known.client.requireSendable(inputs);
        }
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        Found known = found;
        boolean fresh = known != null && time.nanos() - known.at < FRESH.toNanos();
        return (known != null && fresh ? known : lookUp(known)).infer(inputs);
    }

    private Found lookUp(@Nullable Found known) throws InterruptedException {
        Found current;
        try {
            current = found(directory.find(spec), known);
        } catch (InferenceException e) {
            if (known == null || !e.failure().kind().isOutage()) {
                throw e;
            }
            // What was found before may still be true, and the Hub need not be there for the provider to answer.
            LOG.warn(
                    "The Hub cannot say anew how {} is served. {}",
                    spec.model(),
                    e.failure().describe());
            current = known.confirmed(known.mapping, time.nanos());
        }
        found = current;
        return current;
    }

    private Found found(ProviderMapping mapping, @Nullable Found known) {
        if (known != null && known.mapping.isAskedLike(mapping)) {
            return known.confirmed(mapping, time.nanos());
        }
        LOG.info("{} is asked for {} as {} ({})", mapping.provider(), spec.model(), mapping.model(), mapping.status());
        ServerApi api = ProviderRoute.api(spec, mapping);
        HttpInferenceClient client =
                new HttpInferenceClient(router, api, spec, BatchLimits.UNLIMITED, downloads, time, settings);
        return new Found(client, known == null ? null : known.client, mapping, time.nanos());
    }

    @Override
    public void close() {
        router.close();
        downloads.close();
        directory.close();
    }
}
