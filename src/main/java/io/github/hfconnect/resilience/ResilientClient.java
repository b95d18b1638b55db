package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Makes a call again while that is worth it, on whichever endpoint of the pool is the best at that moment. A switch to
 * another endpoint counts as an attempt, unless the first needs a change of configuration, but need not wait; no attempt leaves
 * before the server's hint and the task's own {@link Throttle} allow it.
 */
public final class ResilientClient implements InferenceClient {

    private final EndpointPool pool;
    private final RetryPolicy policy;
    private final Departures departures;
    private final Time time;
    private final DoubleSupplier random;
    private final Consumer<Failure> misconfigured;

    /**
     * A client over a pool.
     *
     * @param throttle shared by all clients of one task
     * @param random from 0 inclusive to 1 exclusive, for the jitter
     * @param misconfigured told of an endpoint that needs somebody to change something while others still serve
     */
    public ResilientClient(
            EndpointPool pool,
            RetryPolicy policy,
            Throttle throttle,
            DoubleSupplier random,
            Consumer<Failure> misconfigured) {
        this(pool, policy, new Departures(pool, throttle), throttle.time(), random, misconfigured);
    }

    private ResilientClient(
            EndpointPool pool,
            RetryPolicy policy,
            Departures departures,
            Time time,
            DoubleSupplier random,
            Consumer<Failure> misconfigured) {
        this.pool = pool;
        this.policy = policy;
        this.departures = departures;
        this.time = time;
        this.random = random;
        this.misconfigured = misconfigured;
    }

    /** The same for calls that only show which part of a batch fails. */
    public ResilientClient whileSearching() {
        return new ResilientClient(pool, policy.whileSearching(), departures, time, random, misconfigured);
    }

    @Override
    public BatchLimits limits() {
        return departures.limits();
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        departures.requireSendable(inputs);
        CallHistory history = new CallHistory(time.nanos());
        Optional<List<Prediction>> predictions = Optional.empty();
        while (predictions.isEmpty()) {
            predictions = attempt(inputs, history);
        }
        return history.label(predictions.get());
    }

    /** Empty where the call has failed and is to be made again, after the delay that has been slept out then. */
    private Optional<List<Prediction>> attempt(List<Input> inputs, CallHistory history) throws InterruptedException {
        Lease lease = departures.next(CallNeeds.of(inputs, history.refusals().keySet()));
        // Given back before the delay: no room is kept by a call that sleeps.
        try (lease) {
            List<Prediction> predictions = lease.infer(inputs);
            contradict(history);
            return Optional.of(predictions);
        } catch (InferenceException e) {
            history.add(lease.endpoint(), e, time.nanos());
        }
        if (history.lastFailure().timedOut()) {
            requireWorthRepeating(lease, inputs.size(), history);
        }
        pool.pause(lease.endpoint(), nextDelay(lease.endpoint(), history));
        return Optional.empty();
    }

    /**
     * A call that was too slow is too slow as it is, and the server still works on it for a moment. One input that is not answered by
     * an endpoint that was well is suspected of hanging, which shows sooner beside a control than by repeating it.
     */
    private void requireWorthRepeating(Lease lease, int inputs, CallHistory history) throws InterruptedException {
        if (inputs > 1) {
            time.sleep(policy.backoff().delay(1, random.getAsDouble()));
            throw history.exception();
        }
        boolean suspected = lease.wasWell() && !lease.endpoint().timesOutOften(time.nanos());
        if (suspected && !pool.isAnyReady()) {
            throw history.exception();
        }
    }

    /** What another endpoint has answered was no fault of the call. */
    private void contradict(CallHistory history) {
        history.refusals().forEach((endpoint, failure) -> {
            if (endpoint.isInDoubt(failure)) {
                misconfigured.accept(failure);
                pool.contradicted(endpoint);
            }
        });
    }

    /** The delay before the next attempt, or the end of the call. */
    private Duration nextDelay(PooledEndpoint endpoint, CallHistory history) {
        Failure failure = history.lastFailure();
        boolean isRefusal = history.refusals().containsKey(endpoint);
        if (isRefusal && pool.anyMayAnswerBut(history.refusals().keySet())) {
            if (!endpoint.isInDoubt(failure)) {
                misconfigured.accept(failure);
            }
            return Duration.ZERO;
        }
        return policy.delay(
                        failure,
                        history.attemptsThatCount(),
                        history.waitedForModel(time.nanos()),
                        random.getAsDouble())
                .orElseThrow(history::exception);
    }
}
