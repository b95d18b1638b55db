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

/** The object graph of a configuration, from a record to a model and back. Its parts may be used by several threads. */
public final class Enrichment implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Enrichment.class);

    private final List<EndpointClient> clients;
    private final Enricher enricher;
    private final RecordMapper mapper;

    /** Parts that belong together; the clients are those that the enricher calls, and are closed with this. */
    public Enrichment(List<EndpointClient> clients, Enricher enricher, RecordMapper mapper) {
        this.clients = clients;
        this.enricher = enricher;
        this.mapper = mapper;
    }

    /** Builds what is configured; nothing is called yet. */
    public static Enrichment of(InferenceConfig config) {
        List<EndpointClient> clients = config.endpoints().stream()
                .map(endpoint ->
                        EndpointClient.open(endpoint, config.endpointApi(), config.callSpec(), config.httpSettings()))
                .toList();
        Enricher enricher = new Enricher(resilient(clients, config), config.batchLimits());
        return new Enrichment(clients, enricher, new RecordMapper(config.inputReader(), config.outputFields()));
    }

    private static InferenceClient resilient(List<EndpointClient> clients, InferenceConfig config) {
        Time time = new SystemTime();
        EndpointPool pool = new EndpointPool(
                List.copyOf(clients), config.endpointStrategy(), config.endpointCooldown(), time.nanos());
        return new ResilientClient(
                pool,
                config.retryPolicy(),
                time,
                () -> ThreadLocalRandom.current().nextDouble(),
                Enrichment::warn);
    }

    private static void warn(Failure failure) {
        LOG.warn("One endpoint has to be put right while others still serve: {}", failure.describe());
    }

    /** Asks the model. */
    public Enricher enricher() {
        return enricher;
    }

    /** Reads inputs from records and puts predictions into them. */
    public RecordMapper mapper() {
        return mapper;
    }

    /** Ends the running calls, which then fail, and frees connections. */
    @Override
    public void close() {
        clients.forEach(EndpointClient::close);
    }
}
