package io.github.hfconnect.demo.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The one place that waits for a process of another JVM, which cannot call back. */
final class Await {

    private static final long STEP_MILLIS = 50;

    private Await() {}

    /** Asks until the condition holds or the time is over; answers whether it held. */
    static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            step();
        }
        return true;
    }

    /** A short wait. */
    static void step() {
        try {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a process", e);
        }
    }
}
