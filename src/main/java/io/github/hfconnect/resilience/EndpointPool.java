package io.github.hfconnect.resilience;

import static java.util.Objects.requireNonNullElse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.concurrency.CallPermits;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The endpoints that serve one model, and the choice among them. An endpoint that fails cools down while others are
 * preferred; where all are out, the one that may be called first is taken, so that a pool of one behaves as if there were none.
 */
public final class EndpointPool {

    /** Whoever waits for one endpoint looks so often whether another has become ready before it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final List<PooledEndpoint> endpoints;
    private final Time time;

    @GuardedBy("this")
    private final EndpointChoice choice;

    /** A pool of endpoints that do not tell their limits. */
    public EndpointPool(
            List<InferenceClient> clients,
            EndpointStrategy strategy,
            Duration cooldown,
            ConcurrencyRange concurrency,
            Time time) {
        this(
                clients,
                clients.stream().map(client -> new ServerPace(0)).toList(),
                strategy,
                cooldown,
                concurrency,
                time);
    }

    /**
     * A pool in order of preference.
     *
     * @param clients one an endpoint; at least one
     * @param paces one for each of them, which hears what it says of its limits
     * @param cooldown after the first failure; doubles with each further one in a row, up to 5 minutes
     * @param concurrency of each endpoint
     * @param time the clock used with this pool
     */
    public EndpointPool(
            List<InferenceClient> clients,
            List<ServerPace> paces,
            EndpointStrategy strategy,
            Duration cooldown,
            ConcurrencyRange concurrency,
            Time time) {
        if (clients.isEmpty()) {
            throw new IllegalArgumentException("A pool needs at least one endpoint");
        }
        this.endpoints = IntStream.range(0, clients.size())
                .mapToObj(i -> new PooledEndpoint(
                        clients.get(i), paces.get(i), cooldown, new CallPermits(concurrency, time), time.nanos()))
                .toList();
        this.choice = new EndpointChoice(endpoints, strategy);
        this.time = time;
    }

    /**
     * What all endpoints allow that a call may go to now and of which that is known; one input where none is known yet. Who turns
     * out to take less than a call carries refuses it.
     */
    synchronized BatchLimits limits() {
        long now = time.nanos();
        BatchLimits ofAll = null;
        BatchLimits ofWell = null;
        for (PooledEndpoint endpoint : endpoints) {
            if (endpoint.isKnown()) {
                BatchLimits limits = endpoint.limits();
                ofAll = limits.and(ofAll);
                ofWell = endpoint.health().isCoolingDown(now) ? ofWell : limits.and(ofWell);
            }
        }
        return requireNonNullElse(ofWell, requireNonNullElse(ofAll, BatchLimits.ONE));
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

    /** How many endpoints are kept out of the rotation after failures at {@code now}, a reading of {@link Time}. */
    public synchronized int coolingDown(long now) {
        return (int) endpoints.stream()
                .filter(endpoint -> endpoint.health().isCoolingDown(now))
                .count();
    }

    /**
     * How long until some endpoint may be called, by the hints of servers and cool-downs.
     *
     * @param now a reading of {@link Time}
     */
    public synchronized Duration untilReady(long now) {
        return endpoints.stream()
                .map(endpoint -> endpoint.health().untilReady(now))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Refuses inputs that have no form in a request to the endpoint that would be called now. */
    void requireSendable(List<Input> inputs) throws InterruptedException {
        bestNow(inputs.size()).requireSendable(inputs);
    }

    private synchronized PooledEndpoint bestNow(int inputs) {
        return choice.best(CallNeeds.of(inputs), time.nanos());
    }

    /** Waits until the endpoint that is the best at that moment may be called. */
    void awaitRoom(CallNeeds needs) throws InterruptedException {
        for (Duration gate = gateOfBest(needs); !gate.isZero(); gate = gateOfBest(needs)) {
            time.sleep(slice(gate));
        }
    }

    /** How long the best endpoint wants no such call, once it has room for one; a second at most where its pace may change. */
    private synchronized Duration gateOfBest(CallNeeds needs) throws InterruptedException {
        PooledEndpoint best = choice.best(needs, time.nanos());
        while (!best.hasRoom(needs.inputs())) {
            time.await(this, LOOK_AGAIN);
            best = choice.best(needs, time.nanos());
        }
        Duration gate = best.health().gateWait(time.nanos());
        return gate.isZero() ? atMost(LOOK_AGAIN, best.paceWait(needs, time.nanos())) : gate;
    }

    private static Duration atMost(Duration most, Duration wait) {
        return wait.compareTo(most) < 0 ? wait : most;
    }

    /**
     * Leases the endpoint that is the best now; empty where it may not be called this moment, or the budget allows no call.
     *
     * @throws InferenceException where it takes less than the call carries, which was put together for another one
     */
    synchronized Optional<Lease> leaseNow(CallNeeds needs, Throttle throttle) {
        long now = time.nanos();
        PooledEndpoint best = choice.best(needs, now);
        best.requireAdmitted(needs.inputs());
        Optional<Throttle.Admission> admission =
                best.isFree(needs, now) ? throttle.begin(needs, now) : Optional.empty();
        if (admission.isEmpty()) {
            return Optional.empty();
        }
        choice.nextTurn();
        best.begin(needs, now);
        return Optional.of(new Lease(this, best, best.permits().take(), throttle, admission.get()));
    }

    /** Gives back a call's room. */
    synchronized void giveBack(PooledEndpoint endpoint, CallPermits.Permit permit, CallNeeds needs) {
        endpoint.ended(needs, time.nanos());
        permit.close();
        // Only the first in line waits, but for what it waits may differ by then.
        notifyAll();
    }

    synchronized void succeeded(PooledEndpoint endpoint) {
        endpoint.health().succeeded(time.nanos());
    }

    synchronized void failed(PooledEndpoint endpoint, Failure failure) {
        endpoint.failed(failure, time.nanos());
    }

    /**
     * Sleeps before the next attempt of a call that has failed here: until another endpoint is ready, which may be sooner than
     * this one.
     *
     * @param full the wait for this endpoint alone
     */
    void pause(PooledEndpoint failed, Duration full) throws InterruptedException {
        long end = time.nanos() + full.toNanos();
        Duration wait = waitAfterFailure(failed, end);
        while (!wait.isZero()) {
            time.sleep(slice(wait));
            wait = waitAfterFailure(failed, end);
        }
    }

    private synchronized Duration waitAfterFailure(PooledEndpoint failed, long end) {
        long now = time.nanos();
        Duration left = Duration.ofNanos(Math.max(0, end - now));
        return EndpointChoice.isReady(failed, now)
                ? left
                : Stream.concat(
                                Stream.of(left),
                                others(failed).map(other -> other.health().untilReady(now)))
                        .min(Comparator.naturalOrder())
                        .orElse(left);
    }

    private Duration slice(Duration wait) {
        return endpoints.size() == 1 ? wait : atMost(LOOK_AGAIN, wait);
    }

    /** Whether some endpoint may be called without waiting for it to recover. */
    synchronized boolean isAnyReady() {
        long now = time.nanos();
        return endpoints.stream().anyMatch(endpoint -> EndpointChoice.isReady(endpoint, now));
    }

    /** Another endpoint has answered what this one has refused. */
    synchronized void contradicted(PooledEndpoint endpoint) {
        endpoint.health().contradicted(time.nanos());
    }

    /** Whether there is an endpoint beside these that nobody has to change anything at before it can serve. */
    synchronized boolean anyMayAnswerBut(Set<PooledEndpoint> refusing) {
        return endpoints.stream()
                .anyMatch(endpoint ->
                        !refusing.contains(endpoint) && !endpoint.health().isMisconfigured());
    }

    private Stream<PooledEndpoint> others(PooledEndpoint endpoint) {
        return endpoints.stream().filter(other -> other != endpoint);
    }
}
