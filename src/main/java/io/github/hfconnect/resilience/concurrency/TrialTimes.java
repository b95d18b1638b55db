package io.github.hfconnect.resilience.concurrency;

import java.time.Duration;

/**
 * When the next trial of {@link AdaptiveLimit} may begin: the longer, the more often nothing was to be won in a row. Not
 * thread-safe; time is a parameter. Where the numbers come from, {@link AdaptiveLimit} says.
 */
final class TrialTimes {

    /**
     * 0.1 s tries again what has just failed ({@code AdaptiveLimitTest.endpointThatOnlyRefusesBeyondItsCapacityIsUsedUpToIt}); after
     * 5 s a knee that has moved is found too late ({@code kneeThatMovesIsFoundAgain}).
     */
    private static final long FIRST_HOLD = Duration.ofSeconds(1).toNanos();

    /**
     * 2 s lets trials cost too much where less gets done beyond the knee ({@code endpointThatDoesLessBeyondItsKneeIsNotPushedThere});
     * 30 s finds a moved knee too late ({@code kneeThatMovesIsFoundAgain}).
     */
    private static final long LONGEST_HOLD = Duration.ofSeconds(8).toNanos();

    /** With nothing more to win, trials only cost; at 2 s they do ({@code pausesOfTheCallerAreNoCongestion}). A shift of latency ends it early. */
    private static final long LONGEST_HOLD_AT_MOST = Duration.ofSeconds(30).toNanos();

    /**
     * The first calls are slow for other reasons: connections, TLS, classes that are compiled. The scenarios have none of that; 20 s
     * leave an endpoint too long with more than it can do ({@code endpointThatDoesLessBeyondItsKneeIsNotPushedThere}).
     */
    private static final long WARM_UP = Duration.ofSeconds(2).toNanos();

    /**
     * 1 s tries again what is refused ({@code endpointThatOnlyRefusesBeyondItsCapacityIsUsedUpToIt}); a minute keeps the limit down
     * after an outage has ended ({@code limitIsThereAgainWhenAnOutageEnds}).
     */
    private static final long REFUSAL_REMEMBERED = Duration.ofSeconds(10).toNanos();

    private long holdUntil;
    private long hold = FIRST_HOLD;
    private long noMoreUntil;

    TrialTimes(long now) {
        this.holdUntil = now + WARM_UP;
        this.noMoreUntil = now;
    }

    /** The limit has settled, twice as long as the last time. */
    void hold(boolean isMost, long now) {
        holdUntil = now + hold;
        hold = Math.min(isMost ? LONGEST_HOLD_AT_MOST : LONGEST_HOLD, 2 * hold);
    }

    /** Something has changed: what settles next is tried again soon. */
    void changed() {
        hold = FIRST_HOLD;
    }

    /** The endpoint has refused too many calls to be tried with more of them for a while. */
    void refused(long now) {
        noMoreUntil = now + REFUSAL_REMEMBERED;
        changed();
    }

    boolean isHoldOver(long now) {
        return now - holdUntil >= 0;
    }

    boolean mayTryMore(long now) {
        return now - noMoreUntil >= 0;
    }
}
