package io.github.hfconnect.config;

import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.inference.EndpointPool;
import io.github.hfconnect.inference.Enricher;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
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
    private final Enricher enricher;
    private final List<EndpointClient> endpoints;

    /** Parts that fit together; the endpoints are those that the enricher calls. */
    public Enrichment(RecordMapper mapper, Enricher enricher, List<EndpointClient> endpoints) {
        this.mapper = mapper;
        this.enricher = enricher;
        this.endpoints = endpoints;
    }

    /** The parts that a configuration describes; nothing is called yet. */
    public static Enrichment of(InferenceConfig config) {
        List<EndpointClient> endpoints = config.endpoints().stream()
                .map(endpoint ->
                        EndpointClient.open(endpoint, config.endpointApi(), config.callSpec(), config.httpSettings()))
                .toList();
        return new Enrichment(
                new RecordMapper(config.inputReader(), config.outputFields()),
                new Enricher(client(config, endpoints), config.batchLimits()),
                endpoints);
    }

    private static InferenceClient client(InferenceConfig config, List<EndpointClient> endpoints) {
        Time time = new SystemTime();
        EndpointPool pool = new EndpointPool(
                List.copyOf(endpoints), config.endpointStrategy(), config.endpointCooldown(), time.nanos());
        return new ResilientClient(
                pool,
                config.retryPolicy(),
                time,
                () -> ThreadLocalRandom.current().nextDouble(),
                Enrichment::warn);
    }

    private static void warn(Failure failure) {
        log.error("An endpoint needs a change of configuration; others go on. {}", failure.describe());
    }

    /** Records to inputs, predictions to fields. */
    public RecordMapper mapper() {
        return mapper;
    }

    /** Inputs to outcomes. */
    public Enricher enricher() {
        return enricher;
    }

    /** Cancels running calls and frees connections. */
    @Override
    public void close() {
        endpoints.forEach(EndpointClient::close);
    }
}
