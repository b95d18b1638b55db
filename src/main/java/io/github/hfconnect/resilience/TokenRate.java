package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * So many tokens a minute and no more, whichever minute is looked at: calls leave evenly, and none leaves that together with those of
 * the last minute might be billed more. A call counts what is expected of it until it is known what it was billed; as long as nothing is
 * known at all, one call is under way at a time. A call that alone is larger than the limit leaves once nothing else counts. Safe for
 * use by several threads.
 */
final class TokenRate {

    /** A minute, and a second for calls that arrive by as much earlier or later than others. */
    static final Duration WINDOW = Duration.ofSeconds(61);

    /** A caller that is late by less than this may make it up. */
    private static final long LATENESS = Duration.ofSeconds(1).toNanos();

    /** Answers may show that calls under way were cheaper than expected. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration UNTIL_FIRST_ANSWER = Duration.ofMillis(10);

    /** So many standard deviations of their sum are left for what calls under way may be billed beyond what is expected. */
    private static final double SURE = 4;

    /** A call that counts. */
    static final class Call {
        private final long leftAt;
        private double tokens;
        private boolean forgotten;

        private Call(long leftAt, double tokens) {
            this.leftAt = leftAt;
            this.tokens = tokens;
        }
    }

    private final long perMinute;
    private final TokenEstimate estimate;

    @GuardedBy("this")
    private final Deque<Call> calls = new ArrayDeque<>();

    @GuardedBy("this")
    private double counted;

    @GuardedBy("this")
    private int underWay;

    /** When what has left by now is paid for, at an even pace. */
    @GuardedBy("this")
    private long paidAt;

    /**
     * A rate of which nothing is used.
     *
     * @param perMinute tokens; {@link TokenLimits#UNLIMITED} for any number
     * @param now a reading of the clock that later readings are compared with
     */
    TokenRate(long perMinute, TokenEstimate estimate, long now) {
        this.perMinute = perMinute;
        this.estimate = estimate;
        this.paidAt = now;
    }

    /** How long a call has to wait before it is worth asking again; zero where it may leave. */
    synchronized Duration delay(double expected, long now) {
        if (perMinute == TokenLimits.UNLIMITED) {
            return Duration.ZERO;
        }
        if (!estimate.isSettled() && underWay > 0) {
            return UNTIL_FIRST_ANSWER;
        }
        long wait = Math.max(paidAt - now, untilItFits(expected, now));
        return wait <= 0 ? Duration.ZERO : Duration.ofNanos(Math.min(wait, LOOK_AGAIN.toNanos()));
    }

    /** A call leaves. */
    synchronized Call begin(double expected, long now) {
        Call call = new Call(now, expected);
        underWay++;
        if (perMinute != TokenLimits.UNLIMITED) {
            calls.addLast(call);
            counted += expected;
            paidAt = Math.max(paidAt, now - LATENESS) + nanosOf(expected);
        }
        return call;
    }

    /** A call has ended, and it is known what it was billed. */
    synchronized void ended(Call call, double billed) {
        underWay--;
        correct(call, billed);
    }

    /** A call has ended, and it is not known what it was billed, so that it keeps what was expected. */
    synchronized void ended(Call call) {
        underWay--;
    }

    /** What calls of the last minute were billed, or will be. */
    synchronized double used(long now) {
        forget(now);
        return counted;
    }

    @GuardedBy("this")
    private void correct(Call call, double billed) {
        if (perMinute != TokenLimits.UNLIMITED) {
            paidAt += nanosOf(billed) - nanosOf(call.tokens);
            counted += call.forgotten ? 0 : billed - call.tokens;
            call.tokens = billed;
        }
    }

    @GuardedBy("this")
    private long untilItFits(double expected, long now) {
        forget(now);
        double tooMuch = counted + expected + SURE * estimate.deviation() * Math.sqrt(underWay + 1.0) - perMinute;
        long fitsAt = now;
        for (Iterator<Call> oldest = calls.iterator(); tooMuch > 0 && oldest.hasNext(); ) {
            Call call = oldest.next();
            tooMuch -= call.tokens;
            fitsAt = call.leftAt + WINDOW.toNanos();
        }
        return fitsAt - now;
    }

    @GuardedBy("this")
    private void forget(long now) {
        while (!calls.isEmpty() && now - calls.getFirst().leftAt >= WINDOW.toNanos()) {
            Call oldest = calls.removeFirst();
            oldest.forgotten = true;
            // Not by a difference of sums, which rounding would make drift.
            counted = calls.isEmpty() ? 0 : counted - oldest.tokens;
        }
    }

    private long nanosOf(double tokens) {
        return Math.round(tokens / perMinute * WINDOW.toNanos());
    }
}
