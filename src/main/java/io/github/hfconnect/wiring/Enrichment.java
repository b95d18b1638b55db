package io.github.hfconnect.wiring;

import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.RecordSettings;
import io.github.hfconnect.config.WantedWidth;
import io.github.hfconnect.http.AttemptLog;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.http.PricedClient;
import io.github.hfconnect.http.RevisedClient;
import io.github.hfconnect.http.RouterPrices;
import io.github.hfconnect.http.ServerRevision;
import io.github.hfconnect.http.ServerTokens;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.inference.PriceList;
import io.github.hfconnect.inference.Revisions;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.resilience.Budget;
import io.github.hfconnect.resilience.EndpointPool;
import io.github.hfconnect.resilience.Enricher;
import io.github.hfconnect.resilience.LogLimit;
import io.github.hfconnect.resilience.ObservedClient;
import io.github.hfconnect.resilience.ResilientClient;
import io.github.hfconnect.task.SyntheticInput;
import io.github.hfconnect.trace.TracedCall;
import io.github.hfconnect.trace.TracedClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
        return of(config, CallListener.none(), CallListener.none());
    }

    /**
     * The same, observed.
     *
     * @param calls hears of each call with all its attempts
     * @param attempts hears of each attempt
     */
    public static Enrichment of(InferenceConfig config, CallListener calls, CallListener attempts) {
        OpenResources opened = new OpenResources();
        try {
            return of(config, calls, attempts, opened);
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private static Enrichment of(
            InferenceConfig config, CallListener calls, CallListener attempts, OpenResources opened) {
        Time time = new SystemTime();
        @Nullable
        RouterPrices looked = config.looksUpPrices()
                ? opened.add(RouterPrices.open(
                        String.valueOf(config.model()), config.endpoints().http()))
                : null;
        PriceList prices = looked == null
                ? PriceList.of(config.limits().prices(), config.limits().currency())
                : looked;
        Limits limits = Limits.of(config, prices, time);
        HttpSettings settings = config.endpoints().http().paced(limits.rate());
        List<EndpointClient> clients = limits.servers().stream()
                .map(server -> opened.add(EndpointClient.open(
                        server.endpoint(), config.endpoints().api(), config.callSpec(), settings, server.quotas())))
                .map(client -> looked == null ? client : new PricedClient(client, looked))
                .toList();
        RecordSettings records = config.records();
        List<RevisedClient> revised =
                records.sayWhoAnswered() ? revised(config, clients, settings, time, opened) : List.of();
        Revisions revisions = RevisedClient.asked(revised);
        List<? extends EndpointClient> endpoints = revised.isEmpty() ? clients : revised;
        EndpointPool pool = pool(config, endpoints, limits, attempts.and(limits.cost()), time);
        ResilientClient client = new ResilientClient(
                pool,
                config.endpoints().retries(),
                limits.throttle(),
                () -> ThreadLocalRandom.current().nextDouble(),
                warning(time));
        PredictionCache cache = records.cache();
        cache.answeredBy(RevisedClient.known(revised));
        @Nullable
        ServerTokens tokens = config.chunks().countsTokens()
                ? opened.add(ServerTokens.open(
                        config.endpoints().all(), config.endpoints().api(), config.model(), settings))
                : null;
        Map<String, Supplier<? extends Number>> gauges = new HashMap<>(gauges(pool, time));
        gauges.putAll(limits.gauges(time));
        gauges.put("cache-hits", cache::countHits);
        gauges.put("cache-entries", cache::size);
        return new Enrichment(
                new RecordMapper(
                        records.inputReader(),
                        records.broughtAlong().with(revisions, new OtherModels()),
                        records.outputFields(),
                        records.schemaNames()),
                cache,
                new Enricher(
                        new ObservedClient(client, calls, time),
                        new ObservedClient(client.whileSearching(), calls, time),
                        config.batchLimits(),
                        () -> SyntheticInput.of(config.task())),
                limits.throttle().budget(),
                endpoints,
                gauges,
                new ServerFacts(tokens, revisions));
    }

    private static List<RevisedClient> revised(
            InferenceConfig config,
            List<EndpointClient> clients,
            HttpSettings settings,
            Time time,
            OpenResources opened) {
        List<RevisedClient> revised = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            ServerRevision revision = ServerRevision.of(
                    config.endpoints().all().get(i), config.endpoints().api(), settings, time);
            revised.add(new RevisedClient(clients.get(i), opened.add(revision)));
        }
        return revised;
    }

    private static Map<String, Supplier<? extends Number>> gauges(EndpointPool pool, Time time) {
        return Map.of(
                "endpoints", pool::size,
                "endpoints-cooling-down", () -> pool.coolingDown(time.nanos()),
                "concurrency-limit", pool::concurrencyLimit,
                "concurrency-in-use", pool::concurrencyInUse,
                "endpoint-ready-in-ms", () -> pool.untilReady(time.nanos()).toMillis());
    }

    private static EndpointPool pool(
            InferenceConfig config,
            List<? extends EndpointClient> endpoints,
            Limits limits,
            CallListener attempts,
            Time time) {
        WantedWidth width = config.vectorWidth();
        UnaryOperator<InferenceClient> checked =
                width.isOne() ? new VectorWidth(width.dimensions(), width.key())::of : UnaryOperator.identity();
        List<InferenceClient> observed = endpoints.stream()
                .<InferenceClient>map(endpoint -> new ObservedClient(
                        checked.apply(traced(config, endpoint)),
                        new AttemptLog(endpoint.endpoint()).and(attempts),
                        time))
                .toList();
        return new EndpointPool(
                observed,
                limits.servers().stream().map(Limits.Server::pace).toList(),
                config.endpoints().strategy(),
                config.endpoints().cooldown(),
                config.concurrency(),
                time);
    }

    private static InferenceClient traced(InferenceConfig config, EndpointClient endpoint) {
        if (!config.traceHeaders()) {
            return endpoint;
        }
        return new TracedClient(
                endpoint,
                new TracedCall(config.task().name(), config.endpoints().api(), config.model(), endpoint.endpoint()));
    }

    private static Consumer<Failure> warning(Time time) {
        LogLimit lines = new LogLimit(time);
        return failure -> lines.next()
                .ifPresent(note -> log.error(
                        "An endpoint needs a change of configuration; others go on. {}{}", failure.describe(), note));
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
