package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Quota;
import java.time.Duration;
import java.util.Objects;

/**
 * One limit of a server, and how calls are spaced so that what remains of it lasts until its reset: what is left by the server's last
 * word, over the time that is left. Others who use the same limit need not be known: what they use remains to nobody, so that all
 * become slower, and where the limit fills up again while it is used, all together settle at the rate at which it does. Not
 * thread-safe; time is a parameter.
 */
final class QuotaPace {

    /** Whoever has so many hours left is not slowed down for it, only stopped at its end. */
    private static final Duration LONGEST_PACED = Duration.ofHours(1);

    /** A server that asks for more is asked again after this time, as for any other hint. */
    private static final Duration LONGEST_STOP = Duration.ofMinutes(5);

    /** Of a limit, at most, for calls of others that this task cannot have heard of. */
    private static final double MOST_KEPT_BACK = 0.05;

    /** Calls of others may be dearer than expected. */
    private static final double DEARER = 1.25;

    /** Until the next answer, which tells more. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final int others;
    private Quota said;
    private double heard;

    /** By calls of this task, that the server may not have known of when it was heard. */
    private double used;

    private long resetAt;
    private long windowNanos;
    private double lastAmount;
    private long lastLeftAt;

    /**
     * A limit that was not heard of before.
     *
     * @param others tasks that are known to use it, too
     */
    QuotaPace(Quota first, int others, long now) {
        this.others = others;
        this.said = first;
        this.lastLeftAt = now;
        hear(first, 0, now);
    }

    /**
     * What the server says now.
     *
     * @param underWay what of it calls on their way may use that the server did not know of yet
     */
    void hear(Quota quota, double underWay, long now) {
        said = quota;
        heard = (double) quota.remaining();
        used = underWay;
        resetAt = now + quota.reset().toNanos();
        windowNanos = Math.max(
                windowNanos,
                Objects.requireNonNullElse(quota.window(), quota.reset()).toNanos());
    }

    /** A call leaves that will use so much. */
    void left(double amount, long now) {
        renewIfDue(now);
        used += amount;
        lastAmount = amount;
        lastLeftAt = now;
    }

    /** A call has ended without a word of the server's. */
    void endedUnheard(double amount) {
        heard -= amount;
        used -= amount;
    }

    /** How long a call that will use so much has to wait. */
    Duration delay(double amount, long now) {
        renewIfDue(now);
        long untilReset = resetAt - now;
        double forUse = heard - used - keptBack(amount);
        if (forUse < amount && !isWhole()) {
            return Duration.ofNanos(Math.min(untilReset, LONGEST_STOP.toNanos()));
        }
        if (untilReset > LONGEST_PACED.toNanos()) {
            return Duration.ZERO;
        }
        double interval = lastAmount / Math.max(forUse, 1) * untilReset;
        Duration even = Duration.ofNanos(Math.max(0, (long) interval - (now - lastLeftAt)));
        return even.isZero() && isBeyondShare(amount) ? LOOK_AGAIN : even;
    }

    /** Whether all others, who have heard the same and do the same, would together use more than is left. */
    private boolean isBeyondShare(double amount) {
        return used > 0 && used + amount > heard / (others + 1);
    }

    /** What is left until the reset, as far as is known. */
    double remaining(long now) {
        renewIfDue(now);
        return Math.max(0, heard - used);
    }

    Quota said() {
        return said;
    }

    /** Then a call may leave that is larger than the limit, and the server judges it. */
    private boolean isWhole() {
        Long limit = said.limit();
        return limit != null && heard - used >= limit;
    }

    /** Each other may make a call before this one's answer tells of it. */
    private double keptBack(double amount) {
        Long limit = said.limit();
        return limit == null ? 0 : Math.min(others * amount * DEARER, MOST_KEPT_BACK * limit);
    }

    /** After the reset all of it may be used again, as far as is known how much that is; the next answer tells. */
    private void renewIfDue(long now) {
        if (now - resetAt >= 0) {
            Long limit = said.limit();
            heard = limit == null ? Double.MAX_VALUE : (double) limit;
            used = 0;
            resetAt = now + windowNanos;
        }
    }
}
