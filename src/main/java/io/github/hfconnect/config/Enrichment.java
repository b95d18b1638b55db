package io.github.hfconnect.config;

import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.EndpointPool;
import io.github.hfconnect.inference.Enricher;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.ObservedClient;
import io.github.hfconnect.inference.ResilientClient;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.record.RecordMapper;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the transform and the sink share: the way from a record to an input, to the model, and back into the record. The
 * one place where these parts are put together from a configuration.
 */
public final class Enrichment implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Enrichment.class);

    private final RecordMapper mapper;
    private final PredictionCache cache;
    private final Enricher enricher;
    private final List<EndpointClient> endpoints;
    private final EndpointPool pool;

    /**
     * Parts that fit together.
     *
     * @param cache what needs no call of the enricher
     * @param pool the endpoints that the enricher calls
     * @param endpoints the same, to be closed
     */
    public Enrichment(
            RecordMapper mapper,
            PredictionCache cache,
            Enricher enricher,
            EndpointPool pool,
            List<EndpointClient> endpoints) {
        this.mapper = mapper;
        this.cache = cache;
        this.enricher = enricher;
        this.pool = pool;
        this.endpoints = endpoints;
    }

    /** The parts that a configuration describes; nothing is called yet. */
    public static Enrichment of(InferenceConfig config) {
        return of(config, CallListener.none(), CallListener.none());
    }

    /**
     * The same, observed.
     *
     * @param calls hears of each call with all its attempts
     * @param attempts hears of each attempt
     */
    public static Enrichment of(InferenceConfig config, CallListener calls, CallListener attempts) {
        List<EndpointClient> endpoints = config.endpoints().stream()
                .map(endpoint ->
                        EndpointClient.open(endpoint, config.endpointApi(), config.callSpec(), config.httpSettings()))
                .toList();
        Time time = new SystemTime();
        EndpointPool pool = pool(config, endpoints, attempts, time);
        InferenceClient client = new ResilientClient(
                pool,
                config.retryPolicy(),
                time,
                () -> ThreadLocalRandom.current().nextDouble(),
                Enrichment::warn);
        return new Enrichment(
                new RecordMapper(config.inputReader(), config.broughtAlong(), config.outputFields()),
                config.cache(),
                new Enricher(new ObservedClient(client, calls, time), config.batchLimits()),
                pool,
                endpoints);
    }

    private static EndpointPool pool(
            InferenceConfig config, List<EndpointClient> endpoints, CallListener attempts, Time time) {
        List<InferenceClient> observed = endpoints.stream()
                .<InferenceClient>map(endpoint -> new ObservedClient(endpoint, attempts, time))
                .toList();
        return new EndpointPool(
                observed, config.endpointStrategy(), config.endpointCooldown(), config.concurrency(), time);
    }

    private static void warn(Failure failure) {
        log.error("An endpoint needs a change of configuration; others go on. {}", failure.describe());
    }

    /** Records to inputs, predictions to fields. */
    public RecordMapper mapper() {
        return mapper;
    }

    /** Inputs to predictions that were made before. */
    public PredictionCache cache() {
        return cache;
    }

    /** Inputs to outcomes. */
    public Enricher enricher() {
        return enricher;
    }

    /** The endpoints, and how they are. */
    public EndpointPool endpoints() {
        return pool;
    }

    /** Cancels running calls and frees connections. */
    @Override
    public void close() {
        endpoints.forEach(EndpointClient::close);
    }
}
