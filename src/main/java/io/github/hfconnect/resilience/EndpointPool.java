package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The endpoints that serve one model, and the choice among them. An endpoint that fails cools down while others are
 * preferred; where all are out, the one that may be called first is taken, so that a pool of one behaves as if there were none.
 */
public final class EndpointPool {

    /** A shorter wait for a server that asks for patience is cheaper than warming up another one. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final List<PooledEndpoint> endpoints;
    private final EndpointStrategy strategy;
    private int turn;

    /**
     * A pool in order of preference.
     *
     * @param clients one an endpoint; at least one
     * @param cooldown after the first failure; doubles with each further one in a row, up to 5 minutes
     * @param concurrency of each endpoint
     * @param time the clock used with this pool
     */
    public EndpointPool(
            List<InferenceClient> clients,
            EndpointStrategy strategy,
            Duration cooldown,
            ConcurrencyRange concurrency,
            Time time) {
        if (clients.isEmpty()) {
            throw new IllegalArgumentException("A pool needs at least one endpoint");
        }
        this.endpoints = clients.stream()
                .map(client -> new PooledEndpoint(client, cooldown, new CallPermits(concurrency, time), time.nanos()))
                .toList();
        this.strategy = strategy;
    }

    /** What all of its endpoints allow, because a call may go to any of them. */
    BatchLimits limits() {
        BatchLimits limits = BatchLimits.UNLIMITED;
        for (PooledEndpoint endpoint : endpoints) {
            limits = limits.and(endpoint.limits());
        }
        return limits;
    }

    /** How many endpoints there are. */
    public int size() {
        return endpoints.size();
    }

    /** How many calls its endpoints are worth at once, all together. */
    public int concurrencyLimit() {
        return endpoints.stream()
                .mapToInt(endpoint -> endpoint.permits().limit())
                .sum();
    }

    /** How many calls there are at the moment. */
    public int concurrencyInUse() {
        return endpoints.stream()
                .mapToInt(endpoint -> endpoint.permits().inUse())
                .sum();
    }

    /** How many endpoints are kept out of the rotation after failures. */
    public synchronized int coolingDown(long now) {
        return (int) endpoints.stream()
                .filter(endpoint -> endpoint.isCoolingDown(now))
                .count();
    }

    /** How long until some endpoint may be called, by the hints of servers and cool-downs. */
    public synchronized Duration untilReady(long now) {
        return endpoints.stream()
                .map(endpoint -> endpoint.untilReady(now))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Chooses an endpoint for a call and counts the call in; {@link #end} counts it out. */
    synchronized PooledEndpoint begin(long now) {
        List<PooledEndpoint> preferred = preferred();
        PooledEndpoint chosen = preferred.stream()
                .filter(endpoint -> isReady(endpoint, now))
                .findFirst()
                .orElseGet(() -> Collections.min(preferred, readyFirst(now)));
        chosen.begin(now);
        return chosen;
    }

    /** Where none is ready. One that somebody has to mend is not called while another may yet answer. */
    private static Comparator<PooledEndpoint> readyFirst(long now) {
        return Comparator.comparing(PooledEndpoint::isMisconfigured)
                .thenComparing(endpoint -> endpoint.untilReady(now));
    }

    synchronized Duration gateWait(PooledEndpoint endpoint, long now) {
        return endpoint.gateWait(now);
    }

    synchronized void succeeded(PooledEndpoint endpoint, long now) {
        endpoint.succeeded(now);
    }

    synchronized void failed(PooledEndpoint endpoint, Failure failure, long now) {
        endpoint.failed(failure, now);
    }

    /**
     * How long a call that has failed here waits for its next attempt: another endpoint may be ready sooner than this one.
     *
     * @param full the wait for this endpoint alone
     */
    synchronized Duration waitAfterFailure(PooledEndpoint endpoint, Duration full, long now) {
        if (isReady(endpoint, now)) {
            return full;
        }
        return Stream.concat(Stream.of(full), others(endpoint).map(other -> other.untilReady(now)))
                .min(Comparator.naturalOrder())
                .orElse(full);
    }

    /** Whether each has shown that somebody has to change something before it can serve. */
    synchronized boolean allMisconfigured() {
        return endpoints.stream().allMatch(PooledEndpoint::isMisconfigured);
    }

    /** Whether a call that is still to leave had better leave for another endpoint. */
    synchronized boolean isOutdone(PooledEndpoint endpoint, long now) {
        return !isReady(endpoint, now) && others(endpoint).anyMatch(other -> isReady(other, now));
    }

    private Stream<PooledEndpoint> others(PooledEndpoint endpoint) {
        return endpoints.stream().filter(other -> other != endpoint);
    }

    synchronized void end(PooledEndpoint endpoint) {
        endpoint.end();
    }

    private static boolean isReady(PooledEndpoint endpoint, long now) {
        return !endpoint.isCoolingDown(now) && endpoint.gateWait(now).compareTo(SHORT_WAIT) <= 0;
    }

    private List<PooledEndpoint> preferred() {
        List<PooledEndpoint> order = new ArrayList<>(endpoints);
        switch (strategy) {
            case FAILOVER -> {}
            case ROUND_ROBIN -> {
                Collections.rotate(order, -turn);
                turn = (turn + 1) % order.size();
            }
            case LEAST_LOADED -> order.sort(Comparator.comparingInt(PooledEndpoint::callsInFlight));
        }
        return order;
    }
}
