package io.github.hfconnect.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
public final class Waiting {

    private Waiting() {}

    /** Returns when the condition is true, and fails where it does not become so in time. */
    public static void until(Duration limit, BooleanSupplier condition) {
        if (!atMost(limit, condition)) {
            throw new AssertionError("Nothing of the kind within " + limit.toSeconds() + " s");
        }
    }

    /** Returns when the condition is true or the time is over, and answers which. */
    static boolean atMost(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (deadline - System.nanoTime() < 0) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }

    /** Lets time pass, where time is what a test is about. */
    public static void pause(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
    }
}
