package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.QuotaListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Tasks with work without end that share one provider's quota, in virtual time: each makes up to sixteen calls at once, whose answers
 * take 0.2 to 0.6 s. A call's tokens are 6 an input, one for four bytes, and up to a tenth more or less. Deterministic for a seed.
 */
final class SimulatedTasks {

    /** A call that has reached the provider. */
    record Arrival(long at, double tokens, boolean admitted) {}

    private record Event(long at, long order, Runnable action) {}

    private static final int IN_FLIGHT = 16;
    private static final int BATCH = 32;

    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (one, other) -> one.at != other.at ? Long.compare(one.at, other.at) : Long.compare(one.order, other.order));
    private final List<Arrival> arrivals = new ArrayList<>();
    private final SimulatedQuota quota;
    private final Random random;
    private long now;
    private long order;

    SimulatedTasks(SimulatedQuota quota, long seed) {
        this.quota = quota;
        this.random = new Random(seed);
    }

    /**
     * Adds a task that begins at once.
     *
     * @param listening hears what the provider says; empty for a task that does not listen
     */
    SimulatedTasks task(TokenLimits limits, Optional<ServerPace> listening) {
        new Task(limits, listening).attempt();
        return this;
    }

    /** Somebody else who uses the quota evenly, without looking at it. */
    SimulatedTasks stranger(double tokensAMinute) {
        quota.admit(tokensAMinute / 60, now);
        later(Duration.ofSeconds(1).toNanos(), () -> stranger(tokensAMinute));
        return this;
    }

    /** What has reached the provider in so much time. */
    List<Arrival> run(Duration time) {
        long end = now + time.toNanos();
        while (!events.isEmpty() && events.peek().at <= end) {
            Event next = events.remove();
            now = next.at;
            next.action.run();
        }
        return arrivals;
    }

    private void later(long nanos, Runnable action) {
        events.add(new Event(now + nanos, order++, action));
    }

    private long millis(int fewest, int most) {
        return Duration.ofMillis(fewest + random.nextInt(most - fewest)).toNanos();
    }

    private final class Task {

        private final TokenAllowance tokens;
        private final ServerPace pace;
        private final QuotaListener hearing;
        private int inFlight;

        Task(TokenLimits limits, Optional<ServerPace> listening) {
            this.tokens = new TokenAllowance(limits, BudgetListener.none(), now);
            this.pace = listening.orElseGet(() -> new ServerPace(0));
            this.hearing = listening.<QuotaListener>map(heard -> heard).orElse(QuotaListener.NONE);
        }

        /** As {@link Departures} does it: who is first in line waits. */
        private void attempt() {
            if (inFlight == IN_FLIGHT) {
                return;
            }
            CallNeeds needs = tokens.expected(nextBatch());
            Duration wait = max(tokens.delay(needs, now), pace.delay(needs.tokens(), now));
            if (wait.isZero()) {
                leave(needs);
                later(1, this::attempt);
            } else {
                later(Math.min(wait.toNanos(), Duration.ofSeconds(1).toNanos()), this::attempt);
            }
        }

        private CallNeeds nextBatch() {
            BatchLimits limits = tokens.limits(new BatchLimits(BATCH, 1_000_000));
            int inputs = 0;
            long bytes = 0;
            for (long next = bytesOfText(); limits.admit(inputs, bytes, next); next = bytesOfText()) {
                inputs++;
                bytes += next;
            }
            return new CallNeeds(inputs, bytes, 0, Set.of());
        }

        private long bytesOfText() {
            return 5 + (long) (-40 * Math.log(1 - random.nextDouble()));
        }

        private void leave(CallNeeds needs) {
            inFlight++;
            TokenRate.Call call = tokens.begin(needs, now);
            pace.left(needs.tokens(), now);
            double billed = Math.rint((6.0 * needs.inputs() + needs.bytes() / 4.0) * (0.9 + 0.2 * random.nextDouble()));
            later(millis(1, 40), () -> arrive(needs, call, billed));
        }

        private void arrive(CallNeeds needs, TokenRate.Call call, double billed) {
            boolean admitted = quota.admit(billed, now);
            arrivals.add(new Arrival(now, billed, admitted));
            Quota told = quota.told(now);
            later(admitted ? millis(200, 600) : millis(1, 40), () -> end(needs, call, admitted ? billed : 0, told));
        }

        private void end(CallNeeds needs, TokenRate.Call call, double billed, Quota told) {
            hearing.said(List.of(told));
            pace.ended(needs.tokens(), now);
            if (billed > 0) {
                tokens.answered(needs, call, origin((long) billed));
            } else {
                tokens.failed(call);
            }
            boolean waited = inFlight == IN_FLIGHT;
            inFlight--;
            if (waited) {
                attempt();
            }
        }

        private Origin origin(long billed) {
            return new Origin(null, null, "simulated", null, Duration.ZERO, 1, false, billed, 0L, null);
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
