package io.github.hfconnect.wiring;

import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.inference.Revisions;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.resilience.Budget;
import io.github.hfconnect.resilience.Enricher;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the transform and the sink share: the way from a record to an input, to the model, and back into the record.
 */
public final class Enrichment implements AutoCloseable {

    private final RecordMapper mapper;
    private final PredictionCache cache;
    private final Enricher enricher;
    private final Budget budget;
    private final List<? extends EndpointClient> endpoints;
    private final Map<String, Supplier<? extends Number>> gauges;
    private final ServerFacts facts;

    /**
     * Parts that fit together.
     *
     * @param cache what needs no call of the enricher
     * @param budget of the enricher's calls
     * @param endpoints those that the enricher calls
     * @param gauges what can be read of the calls' state, by the names of metrics
     * @param facts that the endpoints tell
     */
    public Enrichment(
            RecordMapper mapper,
            PredictionCache cache,
            Enricher enricher,
            Budget budget,
            List<? extends EndpointClient> endpoints,
            Map<String, Supplier<? extends Number>> gauges,
            ServerFacts facts) {
        this.mapper = mapper;
        this.cache = cache;
        this.enricher = enricher;
        this.budget = budget;
        this.endpoints = endpoints;
        this.gauges = Map.copyOf(gauges);
        this.facts = facts;
    }

    /** The parts that a configuration describes; nothing is called yet. */
    public static Enrichment of(InferenceConfig config) {
        return of(config, CallListener.none(), CallListener.none(), new SystemTime());
    }

    /**
     * The same, observed.
     *
     * @param calls hears of each call with all its attempts
     * @param attempts hears of each attempt
     * @param time by which it waits, tries again and lets answers grow old
     */
    public static Enrichment of(InferenceConfig config, CallListener calls, CallListener attempts, Time time) {
        return EnrichmentFactory.open(config, calls, attempts, time);
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

    /** Says how many tokens texts have, where pieces are measured in tokens. Waits for a server. */
    public TokenCounter tokens() {
        return facts.tokens();
    }

    /** Which commits of the model answer now. May wait for a server. */
    public Revisions revisions() {
        return facts.revisions();
    }

    /** What its calls may spend. */
    public Budget budget() {
        return budget;
    }

    /** What can be read of the calls' state now, by the names of metrics. */
    public Map<String, Supplier<? extends Number>> gauges() {
        return gauges;
    }

    /** Cancels running calls and frees connections. */
    @Override
    public void close() {
        OpenResources all = new OpenResources();
        endpoints.forEach(all::add);
        all.add(facts);
        all.close();
    }
}
