package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint is to be called, by what its calls have shown. Two clocks keep callers away from it: the gate, which the server
 * has closed by a hint and nobody passes before its time, and the cool-down after failures, during which others are preferred.
 * Times are readings of one monotonic clock, in nanoseconds.
 */
final class EndpointHealth {

    private static final Duration LONGEST_COOLDOWN = Duration.ofMinutes(5);

    private final Duration cooldown;

    @GuardedBy("this")
    private int failuresInARow;

    @GuardedBy("this")
    private boolean hasAnswered;

    @GuardedBy("this")
    private boolean probed;

    @GuardedBy("this")
    private boolean misconfigured;

    @GuardedBy("this")
    private long gateOpensAt;

    @GuardedBy("this")
    private long cooledDownAt;

    /**
     * Of an endpoint that has not been called.
     *
     * @param cooldown after the first failure; doubles with each further one in a row, up to 5 minutes
     */
    EndpointHealth(Duration cooldown, long now) {
        this.cooldown = cooldown;
        this.gateOpensAt = now;
        this.cooledDownAt = now;
    }

    /** Whether it has answered, and not failed since. */
    synchronized boolean isWell() {
        return hasAnswered && failuresInARow == 0;
    }

    /** How long the server wants no call from anybody. */
    synchronized Duration gateWait(long now) {
        return Duration.ofNanos(Math.max(0, gateOpensAt - now));
    }

    /** How long others are preferred, or nobody may call it. */
    synchronized Duration untilReady(long now) {
        return Duration.ofNanos(Math.max(0, Math.max(gateOpensAt - now, cooledDownAt - now)));
    }

    synchronized boolean isCoolingDown(long now) {
        return cooledDownAt - now > 0;
    }

    /** Whether its last call has shown that somebody has to change something before it can serve. */
    synchronized boolean isMisconfigured() {
        return misconfigured;
    }

    /** A call begins; the first after a cool-down is a probe, and the others stay away until it has succeeded. */
    synchronized void begin(long now) {
        if (failuresInARow > 0 && !isCoolingDown(now)) {
            probed = true;
            coolDown(currentCooldown(), now);
        }
    }

    synchronized void succeeded(long now) {
        hasAnswered = true;
        failuresInARow = 0;
        probed = false;
        misconfigured = false;
        cooledDownAt = now;
    }

    /**
     * Nobody passes before the server's time.
     *
     * @param hint how long it asks to wait, or null where it does not say
     */
    synchronized void closeGate(@Nullable Duration hint, long now) {
        if (hint != null) {
            gateOpensAt = Math.max(gateOpensAt, now + hint.toNanos());
        }
    }

    synchronized void failed(Failure failure, long now) {
        if (failure.metClosedConnection()) {
            // The next attempt has a new one, and shows how the endpoint is.
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
    synchronized void contradicted(long now) {
        misconfigured = true;
        countFailure(now);
    }

    /** One failure for all calls that were in flight together: what has broken them has happened once. */
    @GuardedBy("this")
    private void countFailure(long now) {
        if (failuresInARow == 0 || probed) {
            failuresInARow++;
            probed = false;
            coolDown(currentCooldown(), now);
        }
    }

    @GuardedBy("this")
    private void coolDown(Duration time, long now) {
        cooledDownAt = Math.max(cooledDownAt, now + time.toNanos());
    }

    /** Doubles with each failure in a row. */
    @GuardedBy("this")
    private Duration currentCooldown() {
        Duration doubled = cooldown.multipliedBy(1L << Math.min(Math.max(failuresInARow - 1, 0), 20));
        return doubled.compareTo(LONGEST_COOLDOWN) < 0 ? doubled : LONGEST_COOLDOWN;
    }
}
