package io.github.hfconnect.e2e.faults;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.ScriptedTei.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls gather until so many have come, and for a moment longer, so that too many are seen too; refuses them all at once with a
 * hint, and notes how many they were, and how far from the allowed moment the next calls come: nobody can have been on the way when
 * the hint was given. After some rounds it serves.
 */
final class HintedRounds implements ScriptedTei.Script {

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** For calls that should come; who waits for so long in vain has found a fault. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long BUCKET_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final int rounds;
    private final int calls;
    private final Duration wait;
    private final boolean asDate;
    private final Map<Long, Integer> histogram = new TreeMap<>();
    private final List<Integer> refusedAtOnce = new ArrayList<>();

    @GuardedBy("this")
    private int round;

    @GuardedBy("this")
    private long lastArrival;

    @GuardedBy("this")
    private long allowedAt;

    @GuardedBy("this")
    private String hint = "";

    @GuardedBy("this")
    private int gathered;

    /** So many rounds of so many calls, each of which asks for that wait, in seconds or as a date. */
    HintedRounds(int rounds, int calls, Duration wait, boolean asDate) {
        this.rounds = rounds;
        this.calls = calls;
        this.wait = wait;
        this.asDate = asDate;
    }

    @Override
    public synchronized @Nullable MockResponse answer(Call call) throws InterruptedException {
        int mine = round;
        noteArrival(call.arrivedAt());
        if (mine == rounds) {
            return null;
        }
        gathered++;
        lastArrival = System.nanoTime();
        while (round == mine && restOfRound() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, restOfRound());
        }
        if (round == mine) {
            closeRound();
        }
        return Faults.overloadedFor(429, hint);
    }

    /** Nanoseconds until a round is over, unless another call comes. */
    @GuardedBy("this")
    private long restOfRound() {
        return lastArrival + (gathered < calls ? PATIENCE_NANOS : QUIET_NANOS) - System.nanoTime();
    }

    @GuardedBy("this")
    private void noteArrival(long arrivedAt) {
        if (round > 0) {
            long bucket = Math.floorDiv(arrivedAt - allowedAt, BUCKET_NANOS);
            histogram.merge(TimeUnit.NANOSECONDS.toMillis(bucket * BUCKET_NANOS), 1, Integer::sum);
        }
    }

    @GuardedBy("this")
    private void closeRound() {
        round++;
        refusedAtOnce.add(gathered);
        gathered = 0;
        hint = asDate ? Faults.dateIn(wait) : String.valueOf(wait.toSeconds());
        allowedAt = System.nanoTime() + (asDate ? until(hint) : wait).toNanos();
        notifyAll();
    }

    private static Duration until(String date) {
        return Duration.between(
                Instant.now(),
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    /** Calls after the first hint, by the milliseconds from the moment that the last one allowed; below zero: too early. */
    synchronized Map<Long, Integer> histogram() {
        return new TreeMap<>(histogram);
    }

    /** How many calls were in flight when each round was refused. */
    synchronized List<Integer> refusedAtOnce() {
        return List.copyOf(refusedAtOnce);
    }
}
