package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A clock that moves only when somebody sleeps or the test says so. */
public final class FakeTime implements Time {

    private static final long STARTED_AT = 1_000_000_000L;

    /** So that a day's limit has half of it left. */
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final List<Duration> sleeps = new ArrayList<>();
    private final Set<Object> monitors = Collections.newSetFromMap(new IdentityHashMap<>());
    private int waiting;
    private int wakes;
    private long nanos = STARTED_AT;
    private Runnable duringNextSleep = () -> {};

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return NOON.plusNanos(nanos() - STARTED_AT);
    }

    /** Over at once, unless the thread is interrupted. */
    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(duration);
        Runnable meanwhile = duringNextSleep;
        duringNextSleep = () -> {};
        meanwhile.run();
        nanos += duration.toNanos();
    }

    /** Wakes whoever waits by this clock, to look at it again. */
    public void advance(Duration duration) {
        Set<Object> toWake;
        synchronized (this) {
            nanos += duration.toNanos();
            toWake = Set.copyOf(monitors);
        }
        toWake.forEach(this::wake);
    }

    @SuppressWarnings("SynchronizationOnLocalVariableOrMethodParameter")
    private void wake(Object monitor) {
        synchronized (monitor) {
            synchronized (this) {
                waiting = 0;
                wakes++;
            }
            monitor.notifyAll();
        }
    }

    /** Waits however long it takes until the monitor is notified, by its owner or by {@link #advance}. */
    @Override
    @SuppressWarnings("WaitNotInLoop") // The caller's duty.
    public void await(Object monitor, Duration atMost) throws InterruptedException {
        int wakesBefore;
        synchronized (this) {
            monitors.add(monitor);
            waiting++;
            wakesBefore = wakes;
        }
        monitor.wait();
        synchronized (this) {
            if (wakes == wakesBefore) {
                waiting--;
            }
        }
    }

    /** Returns when so many threads wait on one monitor by this clock, having looked at it since it was last advanced. */
    public void awaitWaiting(int threads) {
        while (waiting() != threads) {
            LockSupport.parkNanos(100_000);
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError(waiting() + " threads wait, not " + threads);
            }
        }
    }

    private synchronized int waiting() {
        return waiting;
    }

    /** What others do while somebody sleeps for the next time. */
    public synchronized void onNextSleep(Runnable meanwhile) {
        duringNextSleep = meanwhile;
    }

    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}
