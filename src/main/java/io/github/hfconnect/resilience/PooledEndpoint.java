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

/**
 * One endpoint of a pool with what its calls have shown. Two clocks keep callers away from it: the gate, which the server
 * has closed by a hint and nobody passes before its time, and the cool-down after failures, during which others are preferred.
 * Guarded by the pool's lock, but for calls and what they may carry.
 */
final class PooledEndpoint {

    private static final Duration LONGEST_COOLDOWN = Duration.ofMinutes(5);

    private final InferenceClient client;
    private final Duration cooldown;
    private final CallPermits permits;

    /** What refused calls have taught; calls at the same time may overwrite each other's lesson, and learn it again. */
    private volatile BatchLimits learned = BatchLimits.UNLIMITED;

    private final BatchCeiling ceiling = new BatchCeiling();
    private final RecentTimeouts timeouts = new RecentTimeouts();

    private int failuresInARow;
    private boolean hasAnswered;
    private boolean probed;
    private boolean misconfigured;
    private volatile boolean answeredSomebody;
    private long gateOpensAt;
    private long cooledDownAt;

    PooledEndpoint(InferenceClient client, Duration cooldown, CallPermits permits, long now) {
        this.client = client;
        this.cooldown = cooldown;
        this.permits = permits;
        this.gateOpensAt = now;
        this.cooledDownAt = now;
    }

    /** Room for calls. */
    CallPermits permits() {
        return permits;
    }

    /**
     * Makes a call, and learns from it what the next ones may carry.
     *
     * @param time the clock that tells how long it takes
     */
    List<Prediction> infer(CallPermits.Permit permit, List<Input> inputs, Time time) throws InterruptedException {
        boolean isTrial = ceiling.begin(inputs.size());
        long start = time.nanos();
        try {
            List<Prediction> predictions = permit.call(client, inputs);
            ceiling.answered(inputs.size(), time.nanos() - start);
            answeredSomebody = true;
            return predictions;
        } catch (InferenceException e) {
            learn(e.failure(), inputs.size(), start, time.nanos());
            throw e;
        } finally {
            if (isTrial) {
                ceiling.trialEnded();
            }
        }
    }

    private void learn(Failure failure, int inputs, long start, long now) {
        BatchLimits admitted = failure.admitted();
        if (admitted != null) {
            learned = learned.and(admitted);
        }
        if (failure.timedOut()) {
            ceiling.timedOut(inputs, now - start);
            timeouts.add(now);
        }
    }

    /** Whether it is known what one call may carry: a standby that is down since the start has told nothing. */
    boolean isKnown() {
        return client.isKnown();
    }

    /** What one call may carry. */
    BatchLimits limits() {
        return client.limits().and(learned).and(new BatchLimits(ceiling.inputs(), Long.MAX_VALUE));
    }

    /** A call that was put together for another endpoint, or before this one was known, is refused before it leaves. */
    void requireAdmitted(int inputs) {
        BatchLimits limits = limits();
        if (isKnown() && inputs > limits.maxInputs()) {
            String message = "This endpoint takes " + limits.maxInputs() + " inputs a call now, and not " + inputs;
            throw new InferenceException(
                    Failure.of(FailureKind.REJECTED, message).withAdmitted(limits));
        }
    }

    int callsInFlight() {
        return permits.inUse();
    }

    /** Whether it has room for a call of so many inputs. */
    boolean hasRoom(int inputs) {
        return permits.hasRoom() && ceiling.hasRoom(inputs);
    }

    /** Whether it may be called with so many inputs this moment. */
    boolean isFree(int inputs, long now) {
        return hasRoom(inputs) && gateWait(now).isZero();
    }

    /** Whether it has answered, and not failed since. */
    boolean isWell() {
        return hasAnswered && failuresInARow == 0;
    }

    /** Whether calls time out here now and then, so that one more says little about what it carried. */
    boolean timesOutOften(long now) {
        return timeouts.areMany(now);
    }

    /** How long the server wants no call from anybody. */
    Duration gateWait(long now) {
        return Duration.ofNanos(Math.max(0, gateOpensAt - now));
    }

    /** How long others are preferred, or nobody may call it. */
    Duration untilReady(long now) {
        return Duration.ofNanos(Math.max(0, Math.max(gateOpensAt - now, cooledDownAt - now)));
    }

    boolean isCoolingDown(long now) {
        return cooledDownAt - now > 0;
    }

    /** Whether its last call has shown that somebody has to change something before it can serve. */
    boolean isMisconfigured() {
        return misconfigured;
    }

    /**
     * Whether a refusal may be another's fault than it looks: the input's where others were answered here, the configuration's
     * where nobody was.
     */
    boolean isInDoubt(Failure refusal) {
        return refusal.isPresumed() && (refusal.kind() == FailureKind.MISCONFIGURED) == answeredSomebody;
    }

    /** A call begins; the first after a cool-down is a probe, and the others stay away until it has succeeded. */
    void begin(long now) {
        if (failuresInARow > 0 && !isCoolingDown(now)) {
            probed = true;
            coolDown(currentCooldown(), now);
        }
    }

    void succeeded(long now) {
        hasAnswered = true;
        failuresInARow = 0;
        probed = false;
        misconfigured = false;
        cooledDownAt = now;
    }

    void failed(Failure failure, long now) {
        if (failure.hint() != null) {
            gateOpensAt = Math.max(gateOpensAt, now + failure.hint().toNanos());
        }
        if (failure.metClosedConnection()) {
            // The next attempt has a new one, and shows how the endpoint is.
            return;
        }
        if (isInDoubt(failure)) {
            return;
        }
        if (failure.admitted() != null) {
            // The server works, with less.
            succeeded(now);
            return;
        }
        misconfigured = failure.kind() == FailureKind.MISCONFIGURED;
        switch (failure.kind()) {
            case UNAVAILABLE, MALFORMED -> countFailure(now);
            case MISCONFIGURED -> coolDown(LONGEST_COOLDOWN, now);
            // The server works: it has looked at the input.
            case REJECTED -> succeeded(now);
            case OVERLOADED -> {
                // Where the server does not say for how long, the others are to be asked, not it again at once.
                if (failure.hint() == null) {
                    coolDown(cooldown, now);
                }
            }
        }
    }

    /** Another endpoint has answered what was refused here, so that it was not the input. */
    void contradicted(long now) {
        misconfigured = true;
        countFailure(now);
    }

    /** One failure for all calls that were in flight together: what has broken them has happened once. */
    private void countFailure(long now) {
        if (failuresInARow == 0 || probed) {
            failuresInARow++;
            probed = false;
            coolDown(currentCooldown(), now);
        }
    }

    private void coolDown(Duration time, long now) {
        cooledDownAt = Math.max(cooledDownAt, now + time.toNanos());
    }

    /** Doubles with each failure in a row. */
    private Duration currentCooldown() {
        Duration doubled = cooldown.multipliedBy(1L << Math.min(Math.max(failuresInARow - 1, 0), 20));
        return doubled.compareTo(LONGEST_COOLDOWN) < 0 ? doubled : LONGEST_COOLDOWN;
    }
}
