package io.github.hfconnect.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Which endpoint of several is called: the first that is ready, in the order of a strategy; where none is, the one that may be
 * called first. Not thread-safe; time is a parameter.
 */
final class EndpointChoice {

    /** A shorter wait for a server that asks for patience is cheaper than warming up another one. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final List<PooledEndpoint> endpoints;
    private final EndpointStrategy strategy;
    private int turn;

    /**
     * A choice among endpoints.
     *
     * @param endpoints in order of preference, at least one
     */
    EndpointChoice(List<PooledEndpoint> endpoints, EndpointStrategy strategy) {
        this.endpoints = endpoints;
        this.strategy = strategy;
    }

    /** The endpoint for such a call at this moment. */
    PooledEndpoint best(CallNeeds needs, long now) {
        List<PooledEndpoint> preferred = preferred();
        if (!needs.refusing().containsAll(preferred)) {
            preferred.removeAll(needs.refusing());
        }
        List<PooledEndpoint> ready = preferred.stream()
                .filter(endpoint -> isReady(endpoint, needs, now))
                .toList();
        return ready.isEmpty() ? Collections.min(preferred, readyFirst(now)) : bestOfReady(ready, needs, now);
    }

    /** A call leaves: round-robin goes on to the next. */
    void nextTurn() {
        turn = (turn + 1) % endpoints.size();
    }

    private List<PooledEndpoint> preferred() {
        List<PooledEndpoint> order = new ArrayList<>(endpoints);
        switch (strategy) {
            case FAILOVER -> {}
            case ROUND_ROBIN -> Collections.rotate(order, -turn);
            case LEAST_LOADED -> order.sort(Comparator.comparingInt(PooledEndpoint::callsInFlight));
        }
        return order;
    }

    /** The next in order is not to be warmed up for a moment's wait, unless all are in use anyway. */
    private PooledEndpoint bestOfReady(List<PooledEndpoint> ready, CallNeeds needs, long now) {
        PooledEndpoint first = ready.get(0);
        return strategy == EndpointStrategy.FAILOVER
                ? first
                : ready.stream()
                        .filter(endpoint -> endpoint.isFree(needs, now))
                        .findFirst()
                        .orElse(first);
    }

    /** Where none is ready. One that somebody has to mend is not called while another may yet answer. */
    private static Comparator<PooledEndpoint> readyFirst(long now) {
        return Comparator.comparing(
                        (PooledEndpoint endpoint) -> endpoint.health().isMisconfigured())
                .thenComparing(endpoint -> endpoint.health().untilReady(now));
    }

    private static boolean isReady(PooledEndpoint endpoint, CallNeeds needs, long now) {
        return isReady(endpoint, now) && endpoint.paceWait(needs, now).compareTo(SHORT_WAIT) <= 0;
    }

    /** Whether an endpoint may be called without waiting for it to recover. */
    static boolean isReady(PooledEndpoint endpoint, long now) {
        return !endpoint.health().isCoolingDown(now)
                && endpoint.health().gateWait(now).compareTo(SHORT_WAIT) <= 0;
    }
}
