package io.github.hfconnect.e2e;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
public final class Waiting {

    /**
     * How long a test waits for what has to come and has no promised time: a slow machine only makes it slow. What is promised has a
     * limit of its own. Shorter than the limit of all tests, so that what the test was waiting for is told.
     */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    private Waiting() {}

    /** Returns when the condition is true, and fails where it does not become so in time. */
    public static void until(Duration limit, BooleanSupplier condition) {
        if (!atMost(limit, condition)) {
            throw new AssertionError("Nothing of the kind within " + limit.toSeconds() + " s");
        }
    }

    /** Returns when the condition is true or the time is over, and answers which. */
    public static boolean atMost(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (deadline - System.nanoTime() < 0) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return true;
    }

    /**
     * A promised time, in the time of this machine: of a core that several threads want, each gets its share. As promised where no
     * more threads are runnable than there are cores.
     */
    public static Duration stretched(Duration promised) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double wanting = system.getSystemLoadAverage() / system.getAvailableProcessors();
        return Duration.ofMillis((long) (promised.toMillis() * Math.max(1, wanting)));
    }

    /** Lets time pass, where time is what a test is about. */
    public static void pause(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
    }
}
