package io.github.hfconnect.bench.endpoint;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint behaves. A call takes {@code base + items * perItem +- jitter}, and beyond the knee longer, as many calls as are
 * at work; a call that comes while as many are at work as the limit allows is turned away with 429.
 *
 * @param baseMicros of each call
 * @param perItemMicros for each input in it
 * @param jitterMicros at most this much more or less, evenly
 * @param knee calls at the same time that do not slow each other down; 0 for any number
 * @param slowdown how steeply time grows beyond the knee: the power of {@code calls / knee}; 1 keeps the throughput, more loses some
 * @param limit calls at the same time; 0 for any number
 * @param stragglerShare of the calls that take {@code stragglerMicros}
 * @param stragglerMicros time of a straggler, whatever else holds
 * @param overloadShare of the calls that are turned away with 429
 * @param largestBatch what {@code /info} says; 0 where there is no {@code /info}
 * @param down whether the port is closed
 * @param quota of tokens, or null for any number
 * @param vectorWidth components of the vectors at the routes that answer vectors; 0 where there are none
 */
public record Script(
        long baseMicros,
        long perItemMicros,
        long jitterMicros,
        int knee,
        double slowdown,
        int limit,
        double stragglerShare,
        long stragglerMicros,
        double overloadShare,
        int largestBatch,
        boolean down,
        @Nullable TokenQuota quota,
        int vectorWidth) {

    /** Answers at once, any number of calls. */
    public static final Script INSTANT = new Script(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, false, null, 0);

    /** Answers after a fixed time, any number of calls. */
    public static Script latency(Duration base) {
        return INSTANT.withBase(base);
    }

    /** The same with another time of each call. */
    public Script withBase(Duration base) {
        return with(parts -> parts.baseMicros = micros(base));
    }

    /** The same with a time for each input. */
    public Script withPerItem(Duration time) {
        return with(parts -> parts.perItemMicros = micros(time));
    }

    /** The same with an {@code /info} that says how many inputs a call may carry. */
    public Script withInfo(int largest) {
        return with(parts -> parts.largestBatch = largest);
    }

    /** The same with a knee and a limit. */
    public Script withKnee(int calls, double power, int most) {
        return with(parts -> {
            parts.knee = calls;
            parts.slowdown = power;
            parts.limit = most;
        });
    }

    /** The same with some calls that take long. */
    public Script withStragglers(double share, Duration time) {
        return with(parts -> {
            parts.stragglerShare = share;
            parts.stragglerMicros = micros(time);
        });
    }

    /** The same, reachable or not. */
    public Script withDown(boolean now) {
        return with(parts -> parts.down = now);
    }

    /** The same with a quota of tokens. */
    public Script withQuota(TokenQuota newQuota) {
        return with(parts -> parts.quota = newQuota);
    }

    /** The same with vectors of this width. */
    public Script withVectors(int width) {
        return with(parts -> parts.vectorWidth = width);
    }

    private Script with(Consumer<ScriptParts> change) {
        ScriptParts parts = new ScriptParts(this);
        change.accept(parts);
        return parts.whole();
    }

    /**
     * Whether a call finds a place.
     *
     * @param atWork calls that are at work already
     */
    boolean admits(int atWork) {
        return limit == 0 || atWork < limit;
    }

    /**
     * How long a call takes.
     *
     * @param items inputs in it
     * @param atWork calls at work, this one counted
     * @param random from 0 to 1, for the jitter
     */
    long micros(int items, int atWork, double random) {
        double undisturbed = baseMicros + items * perItemMicros + jitterMicros * (2 * random - 1);
        double crowding = knee == 0 || atWork <= knee ? 1 : Math.pow((double) atWork / knee, slowdown);
        return Math.max(0, Math.round(undisturbed * crowding));
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }
}
