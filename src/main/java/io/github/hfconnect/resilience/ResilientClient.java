package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
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
 * another endpoint counts as an attempt, unless the first needs a change of configuration, but need not wait; no attempt leaves before the server's hint and the task's own
 * {@link Throttle} allow it.
 */
public final class ResilientClient implements InferenceClient {

    private final EndpointPool pool;
    private final RetryPolicy policy;
    private final Throttle throttle;
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
        this.pool = pool;
        this.policy = policy;
        this.throttle = throttle;
        this.time = throttle.time();
        this.random = random;
        this.misconfigured = misconfigured;
    }

    /** The same for calls that only show which part of a batch fails. */
    public ResilientClient whileSearching() {
        return new ResilientClient(pool, policy.whileSearching(), throttle, random, misconfigured);
    }

    @Override
    public BatchLimits limits() {
        return pool.limits();
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        CallHistory history = new CallHistory(time.nanos());
        Optional<List<Prediction>> predictions = Optional.empty();
        while (predictions.isEmpty()) {
            PooledEndpoint endpoint = pool.begin(time.nanos());
            int failuresBefore = history.attempts();
            try {
                predictions = attempt(endpoint, inputs, history);
                if (history.attempts() > failuresBefore) {
                    pause(nextDelay(endpoint, history));
                }
            } finally {
                pool.end(endpoint);
            }
        }
        return history.label(predictions.get());
    }

    /**
     * Empty where the call has failed, or was not made because the endpoint failed while the call waited for room there. The
     * permit is for this alone: no room is kept by a call that sleeps out its backoff.
     */
    private Optional<List<Prediction>> attempt(PooledEndpoint endpoint, List<Input> inputs, CallHistory history)
            throws InterruptedException {
        try (CallPermits.Permit permit = endpoint.permits().acquire()) {
            if (permit.waited() && pool.isOutdone(endpoint, time.nanos())) {
                return Optional.empty();
            }
            throttle.awaitDeparture(now -> pool.gateWait(endpoint, now));
            try {
                List<Prediction> predictions = ask(endpoint, permit, inputs);
                pool.succeeded(endpoint, time.nanos());
                return Optional.of(predictions);
            } catch (InferenceException e) {
                history.add(e, time.nanos());
                pool.failed(endpoint, e.failure(), time.nanos());
                return Optional.empty();
            }
        }
    }

    private List<Prediction> ask(PooledEndpoint endpoint, CallPermits.Permit permit, List<Input> inputs)
            throws InterruptedException {
        boolean answered = false;
        try {
            List<Prediction> predictions = endpoint.infer(permit, inputs);
            answered = true;
            throttle.answered(predictions);
            return predictions;
        } finally {
            if (!answered) {
                throttle.failed();
            }
        }
    }

    /** The delay before the next attempt, or the end of the call. */
    private Duration nextDelay(PooledEndpoint endpoint, CallHistory history) {
        Failure failure = history.lastFailure();
        if (failure.kind() == FailureKind.MISCONFIGURED && !pool.allMisconfigured()) {
            misconfigured.accept(failure);
            return Duration.ZERO;
        }
        long now = time.nanos();
        Duration full = policy.delay(
                        failure, history.attemptsThatCount(), history.waitedForModel(now), random.getAsDouble())
                .orElseThrow(history::exception);
        return pool.waitAfterFailure(endpoint, full, now);
    }

    private void pause(Duration delay) throws InterruptedException {
        if (!delay.isZero()) {
            time.sleep(delay);
        }
    }
}
