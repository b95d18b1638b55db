package io.github.hfconnect.wiring;

import io.github.hfconnect.cache.PredictionCache;
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

/** Puts the parts of an {@link Enrichment} together: the one place where that is done from a configuration. */
final class EnrichmentFactory {

    private static final Logger log = LoggerFactory.getLogger(EnrichmentFactory.class);

    private final InferenceConfig config;
    private final OpenResources opened;
    private final Time time;
    private final @Nullable RouterPrices routerPrices;
    private final Limits limits;
    private final HttpSettings http;

    private EnrichmentFactory(InferenceConfig config, OpenResources opened, Time time) {
        this.config = config;
        this.time = time;
        this.opened = opened;
        this.routerPrices = config.looksUpPrices()
                ? opened.add(RouterPrices.open(
                        String.valueOf(config.model()), config.endpoints().http()))
                : null;
        PriceList prices = routerPrices == null
                ? PriceList.of(config.limits().prices(), config.limits().currency())
                : routerPrices;
        this.limits = Limits.of(config, prices, time);
        this.http = config.endpoints().http().paced(limits.rate());
    }

    /**
     * The parts that a configuration describes; nothing is called yet. What was opened is closed again where something is missing.
     *
     * @param calls hears of each call with all its attempts
     * @param attempts hears of each attempt
     */
    static Enrichment open(InferenceConfig config, CallListener calls, CallListener attempts, Time time) {
        OpenResources opened = new OpenResources();
        try {
            return new EnrichmentFactory(config, opened, time).enrichment(calls, attempts);
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private Enrichment enrichment(CallListener calls, CallListener attempts) {
        List<EndpointClient> clients = clients();
        List<RevisedClient> revised = config.records().sayWhoAnswered() ? revised(clients) : List.of();
        List<? extends EndpointClient> endpoints = revised.isEmpty() ? clients : revised;
        Revisions revisions = RevisedClient.asked(revised);
        PredictionCache cache = config.records().cache();
        cache.answeredBy(RevisedClient.known(revised));
        EndpointPool pool = pool(endpoints, attempts.and(limits.cost()));
        return new Enrichment(
                mapper(revisions),
                cache,
                enricher(pool, calls),
                limits.throttle().budget(),
                endpoints,
                gauges(pool, cache),
                new ServerFacts(tokens(), revisions));
    }

    private List<EndpointClient> clients() {
        return limits.servers().stream()
                .map(server -> opened.add(EndpointClient.open(
                        server.endpoint(), config.endpoints().api(), config.callSpec(), http, server.quotas())))
                .map(client -> routerPrices == null ? client : new PricedClient(client, routerPrices))
                .toList();
    }

    private List<RevisedClient> revised(List<EndpointClient> clients) {
        List<RevisedClient> revised = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            ServerRevision revision = ServerRevision.of(
                    config.endpoints().all().get(i), config.endpoints().api(), http, time);
            revised.add(new RevisedClient(clients.get(i), opened.add(revision)));
        }
        return revised;
    }

    private EndpointPool pool(List<? extends EndpointClient> endpoints, CallListener attempts) {
        WantedWidth width = config.vectorWidth();
        UnaryOperator<InferenceClient> checked =
                width.isOne() ? new VectorWidth(width.dimensions(), width.key())::of : UnaryOperator.identity();
        List<InferenceClient> observed = endpoints.stream()
                .<InferenceClient>map(endpoint -> new ObservedClient(
                        checked.apply(traced(endpoint)), new AttemptLog(endpoint.endpoint()).and(attempts), time))
                .toList();
        return new EndpointPool(
                observed,
                limits.servers().stream().map(Limits.Server::pace).toList(),
                config.endpoints().strategy(),
                config.endpoints().cooldown(),
                config.concurrency(),
                time);
    }

    private InferenceClient traced(EndpointClient endpoint) {
        if (!config.traceHeaders()) {
            return endpoint;
        }
        return new TracedClient(
                endpoint,
                new TracedCall(config.task().name(), config.endpoints().api(), config.model(), endpoint.endpoint()));
    }

    private RecordMapper mapper(Revisions revisions) {
        RecordSettings records = config.records();
        return new RecordMapper(
                records.inputReader(),
                records.broughtAlong().with(revisions, new OtherModels()),
                records.outputFields(),
                records.schemaNames());
    }

    private Enricher enricher(EndpointPool pool, CallListener calls) {
        ResilientClient client = new ResilientClient(
                pool,
                config.endpoints().retries(),
                limits.throttle(),
                () -> ThreadLocalRandom.current().nextDouble(),
                warning());
        return new Enricher(
                new ObservedClient(client, calls, time),
                new ObservedClient(client.whileSearching(), calls, time),
                config.batchLimits(),
                () -> SyntheticInput.of(config.task()));
    }

    private Consumer<Failure> warning() {
        LogLimit lines = new LogLimit(time);
        return failure -> lines.next()
                .ifPresent(note -> log.error(
                        "An endpoint needs a change of configuration; others go on. {}{}", failure.describe(), note));
    }

    private @Nullable ServerTokens tokens() {
        return config.chunks().countsTokens()
                ? opened.add(ServerTokens.open(
                        config.endpoints().all(), config.endpoints().api(), config.model(), http))
                : null;
    }

    private Map<String, Supplier<? extends Number>> gauges(EndpointPool pool, PredictionCache cache) {
        Map<String, Supplier<? extends Number>> gauges = new HashMap<>(limits.gauges(time));
        gauges.put("endpoints", pool::size);
        gauges.put("endpoints-cooling-down", () -> pool.coolingDown(time.nanos()));
        gauges.put("concurrency-limit", pool::concurrencyLimit);
        gauges.put("concurrency-in-use", pool::concurrencyInUse);
        gauges.put("endpoint-ready-in-ms", () -> pool.untilReady(time.nanos()).toMillis());
        gauges.put("cache-hits", cache::countHits);
        gauges.put("cache-entries", cache::size);
        return gauges;
    }
}
