package io.github.hfconnect.resilience.concurrency;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and the workers that call it, in virtual time: each worker has work without end, waits for room under the limit,
 * calls, and after a refusal waits for its backoff. Deterministic for a seed.
 */
final class SimulatedEndpoint {

    /** A worker's call that ends, or its backoff where there is none. */
    private record Event(long at, long order, AdaptiveLimit.@Nullable Begun call, boolean refused, int failures) {}

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (one, other) -> one.at != other.at ? Long.compare(one.at, other.at) : Long.compare(one.order, other.order));
    private final int workers;
    private long now;
    private long order;
    private int waiting;
    private int inFlight;
    private int answered;

    private double baseMillis = 50;
    private int knee = Integer.MAX_VALUE;
    private int refusesBeyond = Integer.MAX_VALUE;
    private double slowdown = 1;
    private double stragglers;
    private double randomRefusals;
    private double millisBetweenPauses = Double.MAX_VALUE;
    private double pauseMillis;
    private boolean down;
    private DoubleUnaryOperator jitter = uniform -> 1;

    SimulatedEndpoint(int workers, long seed) {
        this.workers = workers;
        this.waiting = workers;
        this.random = new Random(seed);
    }

    SimulatedEndpoint takes(double millis) {
        baseMillis = millis;
        return this;
    }

    /** Slower in proportion beyond so many calls, refusing beyond twice as many. */
    SimulatedEndpoint knee(int calls) {
        knee = calls;
        refusesBeyond = 2 * calls;
        return this;
    }

    /** Gets less done, the more calls there are beyond so many. */
    SimulatedEndpoint collapsesBeyond(int calls) {
        knee = calls;
        slowdown = 2;
        return this;
    }

    SimulatedEndpoint refusesBeyond(int calls) {
        refusesBeyond = calls;
        return this;
    }

    /** This share of calls takes 2 s. */
    SimulatedEndpoint stragglers(double share) {
        stragglers = share;
        return this;
    }

    SimulatedEndpoint refusesAtRandom(double share) {
        randomRefusals = share;
        return this;
    }

    /** A factor for the latency of each call, given a random number from 0 to 1. */
    SimulatedEndpoint jitter(DoubleUnaryOperator factor) {
        jitter = factor;
        return this;
    }

    /** The caller stands still for a moment now and then, as in a full garbage collection, and all calls on their way with it. */
    SimulatedEndpoint callerPauses(double everyMillis, double millis) {
        millisBetweenPauses = everyMillis;
        pauseMillis = millis;
        return this;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    /** Lets time pass; returns how many calls a second were answered. */
    double run(AdaptiveLimit limit, Duration time) {
        long end = now + time.toNanos();
        int before = answered;
        startCalls(limit);
        while (!events.isEmpty() && events.peek().at <= end) {
            end(events.remove(), limit);
            startCalls(limit);
        }
        now = end;
        return (answered - before) / (time.toMillis() / 1000.0);
    }

    private void end(Event event, AdaptiveLimit limit) {
        now = event.at;
        if (event.call == null) {
            waiting++;
            return;
        }
        inFlight--;
        if (event.refused) {
            limit.overloaded(event.call, now);
            double backoff = Math.min(30_000, 250 * Math.pow(2, event.failures)) * random.nextDouble();
            schedule(backoff, null, false, event.failures);
        } else {
            limit.answered(event.call, now);
            answered++;
            waiting++;
        }
    }

    private void startCalls(AdaptiveLimit limit) {
        while (waiting > 0 && inFlight < Math.min(workers, limit.limit())) {
            waiting--;
            inFlight++;
            AdaptiveLimit.Begun call = limit.begin(inFlight, now);
            boolean refused = down || inFlight > refusesBeyond || random.nextDouble() < randomRefusals;
            schedule(refused ? 1 : withPause(latency()), call, refused, 0);
        }
    }

    private double latency() {
        if (random.nextDouble() < stragglers) {
            return 2000;
        }
        double congestion = Math.pow(Math.max(1, inFlight / (double) knee), slowdown);
        return baseMillis * congestion * jitter.applyAsDouble(random.nextDouble());
    }

    private double withPause(double millis) {
        double begin = now / 1e6;
        double pause = Math.ceil(begin / millisBetweenPauses) * millisBetweenPauses;
        return pause > begin && pause <= begin + millis ? millis + pauseMillis : millis;
    }

    private void schedule(double millis, AdaptiveLimit.@Nullable Begun call, boolean refused, int failures) {
        events.add(new Event(now + (long) (millis * 1e6), order++, call, refused, failures));
    }
}
