package io.github.hfconnect.resilience.concurrency;

import io.github.hfconnect.resilience.concurrency.LatencySample.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * How many calls at once an endpoint is worth, found by trials: a few rounds of calls under a fifth more or fewer. More calls
 * are worth it as long as latency does not grow with them; fewer are better where latency falls with them, since the same
 * number of answers comes out then. So the endpoint is compared with itself a moment before, and neither jitter nor stragglers
 * nor a slow model look like congestion. An endpoint that refuses calls while it answers others gets fewer at once.
 *
 * <p>Only calls that began while the limit was in full use count: a limit that does not bind is not measured. Not thread-safe;
 * time is a parameter.
 *
 * <p>Where the numbers below come from: they were chosen in virtual time, against the endpoints of {@code AdaptiveLimitTest}, and
 * tried one at a time. Each says which value fails which of its scenarios; where none does, the reason alone stands.
 */
final class AdaptiveLimit {

    /** A call on its way: what was true when it began. */
    record Begun(long at, int epoch, boolean full) {}

    private enum Phase {
        /** Settled: the limit stays until the time is up or latency shifts. */
        HOLD,
        /** Latency under the limit is measured, to compare a trial with. */
        MEASURE,
        TRY_MORE,
        TRY_FEWER
    }

    /**
     * 1.12 is too small to be told from noise ({@code endpointThatDoesLessBeyondItsKneeIsNotPushedThere}); 1.3 overshoots a hard
     * capacity ({@code endpointThatOnlyRefusesBeyondItsCapacityIsUsedUpToIt}).
     */
    private static final double STEP = 1.18;

    /** With none, a knee that moves is found too late ({@code kneeThatMovesIsFoundAgain}); four do no harm. */
    private static final int MOST_STEPS_IN_A_ROW = 2;

    /**
     * Latency that grows with more than this power of the number of calls: hardly any more answers come out. 0.6 and 0.9 miss a
     * hard capacity ({@code endpointThatOnlyRefusesBeyondItsCapacityIsUsedUpToIt}).
     */
    private static final double SATURATED = 0.75;

    /**
     * In standard errors: 1.5 believes noise ({@code endpointThatOnlyRefusesBeyondItsCapacityIsUsedUpToIt}), 3 follows a knee that
     * moves too late ({@code kneeThatMovesIsFoundAgain}).
     */
    private static final double SURE = 2;

    /** Eight are too few for a mean ({@code kneeThatMovesIsFoundAgain}); forty take longer and find no more. */
    private static final int LEAST_CALLS = 20;

    /** One round is still full of the limit before ({@code kneeThatMovesIsFoundAgain}). */
    private static final int FEWEST_ROUNDS = 3;

    /**
     * A trial that is not decided by then is given up: after a hundred rounds the endpoint may be another ({@code
     * endpointThatDoesLessBeyondItsKneeIsNotPushedThere}); after ten most are decided.
     */
    private static final int MOST_ROUNDS = 40;

    /**
     * Half loses what a refusing endpoint could still do ({@code endpointThatOnlyRefusesBeyondItsCapacityIsUsedUpToIt}); 0.9 does
     * as well, in more refusals.
     */
    private static final double SHRINK = 0.75;

    /** Of the limit, from which on it is in full use: a permit that was given back is free for a moment before the next call takes it. */
    private static final int FULL_TENTHS = 9;

    private final ConcurrencyRange range;
    private final LatencySample sample = new LatencySample();
    private final LatencyShift shift = new LatencyShift();
    private final Refusals refusals = new Refusals();
    private final TrialTimes times;
    private Phase phase = Phase.HOLD;
    private int limit;
    private int epoch;
    private int endedInEpoch;

    /** The limit that trials depart from, and latency under it. */
    private int settled;

    private @Nullable Estimate reference;
    private int stepsInARow;

    /**
     * Begins with the most, so that an endpoint that can take it is in full use at once.
     *
     * @param now a reading of the clock that later readings are compared with
     */
    AdaptiveLimit(ConcurrencyRange range, long now) {
        this.range = range;
        this.limit = range.most();
        this.settled = range.most();
        this.times = new TrialTimes(now);
    }

    int limit() {
        return limit;
    }

    /**
     * A call begins.
     *
     * @param inFlight calls on their way, this one counted
     */
    Begun begin(int inFlight, long now) {
        return new Begun(now, epoch, inFlight * 10 >= limit * FULL_TENTHS);
    }

    /** A call was answered; what else ends a call but an overload says nothing and need not be told. */
    void answered(Begun call, long now) {
        if (call.epoch != epoch) {
            return;
        }
        refusals.answered();
        if (refusals.areTooMany(limit)) {
            shrink(now);
        } else if (call.full) {
            measure(call, now);
        }
    }

    private void measure(Begun call, long now) {
        endedInEpoch++;
        // The first round began while the calls of the limit before were still on their way.
        if (endedInEpoch > limit) {
            sample.add((double) (now - call.at));
            decide(now);
        }
    }

    /** The endpoint had too many calls for this one. */
    void overloaded(Begun call, long now) {
        if (call.epoch != epoch) {
            return;
        }
        refusals.refused();
        if (refusals.areTooMany(limit)) {
            shrink(now);
        }
    }

    private void shrink(long now) {
        times.refused(now);
        stepsInARow = 0;
        settled = phase == Phase.TRY_MORE ? settled : Math.max(range.fewest(), (int) (limit * SHRINK));
        enter(Phase.MEASURE, settled);
    }

    private void decide(long now) {
        int calls = Math.max(LEAST_CALLS, FEWEST_ROUNDS * limit);
        boolean roundEnds = sample.size() % Math.max(limit, LEAST_CALLS / FEWEST_ROUNDS) == 0;
        if (sample.size() < calls || !roundEnds) {
            return;
        }
        boolean lastRound = sample.size() >= Math.max(LEAST_CALLS, MOST_ROUNDS * limit);
        switch (phase) {
            case HOLD -> decideHold(now, sample.estimate());
            case MEASURE -> measured(sample.estimate(), now);
            case TRY_MORE -> decideMore(sample.estimate(), lastRound, now);
            case TRY_FEWER -> decideFewer(sample.estimate(), lastRound, now);
        }
    }

    private void decideHold(long now, Estimate latency) {
        shift.observe(latency, reference);
        if (shift.isCertain()) {
            times.changed();
        }
        if (shift.isCertain() || (!shift.isSuspected() && times.isHoldOver(now))) {
            measured(latency, now);
        } else {
            sample.clear();
        }
    }

    private void measured(Estimate latency, long now) {
        reference = latency;
        int more = more(now);
        if (more > settled) {
            enter(Phase.TRY_MORE, more);
        } else {
            tryFewer(now);
        }
    }

    private int more(long now) {
        return times.mayTryMore(now)
                ? Math.min(range.most(), Math.max(settled + 1, (int) Math.round(settled * step())))
                : settled;
    }

    /** Longer with each trial in a row that was worth it. */
    private double step() {
        return Math.pow(STEP, 1 + Math.min(stepsInARow, MOST_STEPS_IN_A_ROW));
    }

    private void tryFewer(long now) {
        int fewer = Math.min(settled - 1, (int) Math.round(settled / step()));
        if (fewer < range.fewest()) {
            hold(settled, now);
        } else {
            enter(Phase.TRY_FEWER, fewer);
        }
    }

    private void decideMore(Estimate latency, boolean lastRound, long now) {
        double distance = distanceToSaturation(latency);
        if (distance < (lastRound ? 0 : -SURE)) {
            accept();
            measured(latency, now);
        } else if (lastRound || distance > SURE) {
            stepsInARow = 0;
            tryFewer(now);
        }
    }

    private void decideFewer(Estimate latency, boolean lastRound, long now) {
        double distance = distanceToSaturation(latency);
        if (distance < -SURE) {
            accept();
            reference = latency;
            tryFewer(now);
        } else if (lastRound || distance > SURE) {
            hold(settled, now);
        }
    }

    private void accept() {
        times.changed();
        settled = limit;
        stepsInARow++;
    }

    /** Where the latency of a trial stands against what it would be if calls only waited for each other. */
    private double distanceToSaturation(Estimate latency) {
        double change = Math.pow(limit / (double) settled, SATURATED);
        return reference == null ? 0 : latency.distanceTo(reference, change);
    }

    private void hold(int newLimit, long now) {
        times.hold(newLimit == range.most(), now);
        stepsInARow = 0;
        enter(Phase.HOLD, newLimit);
    }

    private void enter(Phase newPhase, int newLimit) {
        phase = newPhase;
        limit = newLimit;
        epoch++;
        endedInEpoch = 0;
        shift.clear();
        refusals.clear();
        sample.clear();
    }
}
