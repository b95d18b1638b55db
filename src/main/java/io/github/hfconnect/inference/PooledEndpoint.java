package io.github.hfconnect.inference;

import java.time.Duration;
import java.util.List;

/**
 * One endpoint of a pool with what its calls have shown. Two clocks keep callers away from it: the gate, which the server
 * has closed by a hint and nobody passes before its time, and the cool-down after failures, during which others are preferred.
 * Guarded by the pool's lock, but for calls and what they may carry.
 */
final class PooledEndpoint {

    private static final Duration LONGEST_GATE = Duration.ofMinutes(5);
    private static final Duration LONGEST_COOLDOWN = Duration.ofMinutes(5);

    private final InferenceClient client;
    private final Duration cooldown;
    private final CallPermits permits;

    /** What refused calls have taught; calls at the same time may overwrite each other's lesson, and learn it again. */
    private volatile BatchLimits learned = BatchLimits.UNLIMITED;

    private int callsInFlight;
    private int failuresInARow;
    private long gateOpensAt;
    private long cooledDownAt;

    PooledEndpoint(InferenceClient client, Duration cooldown, CallPermits permits, long now) {
        this.client = client;
        this.cooldown = cooldown;
        this.permits = permits;
        this.gateOpensAt = now;
        this.cooledDownAt = now;
    }

    /** Room for one more call, which is waited for. */
    CallPermits permits() {
        return permits;
    }

    List<Prediction> infer(CallPermits.Permit permit, List<Input> inputs) throws InterruptedException {
        try {
            return permit.call(client, inputs);
        } catch (InferenceException e) {
            BatchLimits admitted = e.failure().admitted();
            if (admitted != null) {
                learned = learned.and(admitted);
            }
            throw e;
        }
    }

    /** What one call may carry. */
    BatchLimits limits() {
        return client.limits().and(learned);
    }

    int callsInFlight() {
        return callsInFlight;
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

    /** Counts the call in; the first after a cool-down is a probe, and the others stay away until it has succeeded. */
    void begin(long now) {
        callsInFlight++;
        if (failuresInARow > 0) {
            cooledDownAt = now + currentCooldown().toNanos();
        }
    }

    void end() {
        callsInFlight--;
    }

    void succeeded(long now) {
        failuresInARow = 0;
        cooledDownAt = now;
    }

    void failed(Failure failure, long now) {
        if (failure.hint() != null) {
            gateOpensAt = Math.max(
                    gateOpensAt, now + min(failure.hint(), LONGEST_GATE).toNanos());
        }
        switch (failure.kind()) {
            case UNAVAILABLE, MALFORMED -> {
                failuresInARow++;
                cooledDownAt = now + currentCooldown().toNanos();
            }
            case MISCONFIGURED -> cooledDownAt = now + LONGEST_COOLDOWN.toNanos();
            // The server works: it has looked at the input.
            case REJECTED -> succeeded(now);
            case OVERLOADED -> {}
        }
    }

    /** Doubles with each failure in a row. */
    private Duration currentCooldown() {
        return min(cooldown.multipliedBy(1L << Math.min(Math.max(failuresInARow - 1, 0), 20)), LONGEST_COOLDOWN);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
