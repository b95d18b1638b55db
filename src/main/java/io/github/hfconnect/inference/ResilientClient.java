package io.github.hfconnect.inference;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Makes a call again while that is worth it, on whichever endpoint of the pool is the best at that moment. A switch to
 * another endpoint counts as an attempt, but need not wait; no attempt leaves before the server's hint allows it.
 */
public final class ResilientClient implements InferenceClient {

    private final EndpointPool pool;
    private final RetryPolicy policy;
    private final Time time;
    private final DoubleSupplier random;
    private final Consumer<Failure> misconfigured;

    /**
     * A client over a pool.
     *
     * @param random from 0 inclusive to 1 exclusive, for the jitter
     * @param misconfigured told of an endpoint that needs somebody to change something while others still serve
     */
    public ResilientClient(
            EndpointPool pool, RetryPolicy policy, Time time, DoubleSupplier random, Consumer<Failure> misconfigured) {
        this.pool = pool;
        this.policy = policy;
        this.time = time;
        this.random = random;
        this.misconfigured = misconfigured;
    }

    @Override
    public BatchLimits limits() {
        return pool.limits();
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        CallHistory history = new CallHistory(time.nanos());
        while (true) {
            PooledEndpoint endpoint = pool.begin(time.nanos());
            try {
                List<Prediction> predictions = attempt(endpoint, inputs);
                pool.succeeded(endpoint, time.nanos());
                return history.label(predictions);
            } catch (InferenceException e) {
                history.add(e, time.nanos());
                boolean anotherIsReady = pool.failed(endpoint, e.failure(), time.nanos());
                pause(nextDelay(history, anotherIsReady));
            } finally {
                pool.end(endpoint);
            }
        }
    }

    /** The permit is for the attempt alone: nobody waits for room that is kept by a call which sleeps out its backoff. */
    private List<Prediction> attempt(PooledEndpoint endpoint, List<Input> inputs) throws InterruptedException {
        try (CallPermits.Permit permit = endpoint.permits().acquire()) {
            waitAtGate(endpoint);
            return endpoint.infer(permit, inputs);
        }
    }

    private void waitAtGate(PooledEndpoint endpoint) throws InterruptedException {
        // The gate may have been closed again, by another call's answer, while this one slept.
        Duration wait = pool.gateWait(endpoint, time.nanos());
        while (!wait.isZero()) {
            time.sleep(wait);
            wait = pool.gateWait(endpoint, time.nanos());
        }
    }

    /** The delay before the next attempt, or the end of the call. */
    private Duration nextDelay(CallHistory history, boolean anotherIsReady) {
        Failure failure = history.lastFailure();
        boolean servesElsewhere = anotherIsReady && history.attempts() < policy.maxAttempts();
        if (failure.kind() == FailureKind.MISCONFIGURED && servesElsewhere) {
            misconfigured.accept(failure);
            return Duration.ZERO;
        }
        Optional<Duration> delay = policy.delay(
                failure, history.countedAttempts(), history.waitedForModel(time.nanos()), random.getAsDouble());
        return delay.map(full -> servesElsewhere ? Duration.ZERO : full).orElseThrow(history::exception);
    }

    private void pause(Duration delay) throws InterruptedException {
        if (!delay.isZero()) {
            time.sleep(delay);
        }
    }
}
