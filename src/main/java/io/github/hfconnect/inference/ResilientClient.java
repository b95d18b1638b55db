package io.github.hfconnect.inference;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Makes a call again while that is worth it, on whichever endpoint of the pool is the best at that moment. A switch to
 * another endpoint counts as an attempt, but need not wait; no attempt leaves before the server's hint and the task's own
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
    public int maxInputsPerCall() {
        return pool.maxInputsPerCall();
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        CallHistory history = new CallHistory(time.nanos());
        Optional<List<Prediction>> predictions = Optional.empty();
        while (predictions.isEmpty()) {
            PooledEndpoint endpoint = pool.begin(time.nanos());
            try {
                throttle.awaitDeparture(now -> pool.gateWait(endpoint, now));
                predictions = attempt(endpoint, inputs, history);
            } finally {
                pool.end(endpoint);
            }
        }
        return history.label(predictions.get());
    }

    /** Empty where the call has failed and is to be made again, now that what has to be waited for is over. */
    private Optional<List<Prediction>> attempt(PooledEndpoint endpoint, List<Input> inputs, CallHistory history)
            throws InterruptedException {
        try {
            List<Prediction> predictions = ask(endpoint, inputs);
            pool.succeeded(endpoint, time.nanos());
            return Optional.of(predictions);
        } catch (InferenceException e) {
            history.add(e, time.nanos());
            boolean anotherIsReady = pool.failed(endpoint, e.failure(), time.nanos());
            pause(nextDelay(history, anotherIsReady));
            return Optional.empty();
        }
    }

    private List<Prediction> ask(PooledEndpoint endpoint, List<Input> inputs) throws InterruptedException {
        boolean answered = false;
        try {
            List<Prediction> predictions = endpoint.infer(inputs);
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
