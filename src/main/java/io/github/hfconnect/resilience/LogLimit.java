package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Time;
import java.util.Optional;

/**
 * Which of many lines that say the same of many records are logged: the first few of each ten minutes. The others are counted, and the
 * next one that is logged says how many they were. So a log stays short however many records fail. For any thread.
 */
public final class LogLimit {

    /** Enough examples to see what they have in common. */
    static final int LINES = 5;

    private final Time time;

    @GuardedBy("this")
    private long began;

    @GuardedBy("this")
    private int logged;

    @GuardedBy("this")
    private long leftOut;

    public LogLimit(Time time) {
        this.time = time;
        this.began = time.nanos();
    }

    /**
     * There is one more to log.
     *
     * @return what its line is to end with, or empty where it is not to be logged
     */
    public synchronized Optional<String> next() {
        long now = time.nanos();
        if (logged == 0 || now - began >= Absence.REMIND_EVERY.toNanos()) {
            began = now;
            logged = 0;
        }
        if (logged == LINES) {
            leftOut++;
            return Optional.empty();
        }
        logged++;
        return Optional.of(note());
    }

    @GuardedBy("this")
    private String note() {
        long before = leftOut;
        leftOut = 0;
        if (before > 0) {
            return ". " + before + " more since the line before this one";
        }
        return logged == LINES
                ? ". Further ones are counted, and told in " + Absence.REMIND_EVERY.toMinutes() + " minutes"
                : "";
    }
}
