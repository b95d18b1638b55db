package io.github.hfconnect.e2e.faults;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.ScriptedTei.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls gather until no further one comes, refuses them all at once with a hint, and notes how long after it the next calls
 * come: nobody can have been on the way when the hint was given. After some rounds it serves.
 */
final class HintedRounds implements ScriptedTei.Script {

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long BUCKET_MILLIS = 250;

    private final int rounds;
    private final Duration wait;
    private final boolean asDate;
    private final Map<Long, Integer> histogram = new TreeMap<>();

    @GuardedBy("this")
    private int round;

    @GuardedBy("this")
    private long lastArrival;

    @GuardedBy("this")
    private long hintedAt;

    @GuardedBy("this")
    private long allowedAt;

    @GuardedBy("this")
    private String hint = "";

    @GuardedBy("this")
    private int tooEarly;

    /** So many rounds, each of which asks for that wait, in seconds or as a date. */
    HintedRounds(int rounds, Duration wait, boolean asDate) {
        this.rounds = rounds;
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
        lastArrival = System.nanoTime();
        while (round == mine && lastArrival + QUIET_NANOS - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, lastArrival + QUIET_NANOS - System.nanoTime());
        }
        if (round == mine) {
            closeRound();
        }
        return Faults.overloadedFor(429, hint);
    }

    @GuardedBy("this")
    private void noteArrival(long arrivedAt) {
        if (round > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(arrivedAt - hintedAt);
            histogram.merge(millis / BUCKET_MILLIS * BUCKET_MILLIS, 1, Integer::sum);
            tooEarly += arrivedAt - allowedAt < 0 ? 1 : 0;
        }
    }

    @GuardedBy("this")
    private void closeRound() {
        round++;
        hint = asDate ? Faults.dateIn(wait) : String.valueOf(wait.toSeconds());
        hintedAt = System.nanoTime();
        allowedAt = hintedAt + (asDate ? until(hint) : wait).toNanos();
        notifyAll();
    }

    private static Duration until(String date) {
        return Duration.between(
                Instant.now(),
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    /** Calls that came before the server's time. */
    synchronized int tooEarly() {
        return tooEarly;
    }

    /** Calls after the first hint, by the milliseconds since the last one. */
    synchronized Map<Long, Integer> histogram() {
        return new TreeMap<>(histogram);
    }

    synchronized int roundsMade() {
        return round;
    }
}
