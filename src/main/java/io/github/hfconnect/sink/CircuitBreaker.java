package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.Absence;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which no endpoint answers, as the workers of one task share it: while it lasts, one of them at a time probes
 * with real work and the others wait. One log line says that it began, one every ten minutes that it lasts, one that it ended.
 * Its own lock guards all state.
 */
final class CircuitBreaker implements CallListener {

    /** Whoever probes tells how it has ended. */
    private static final Duration FOREVER = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(CircuitBreaker.class);

    private final Duration probeInterval;
    private final Time time;

    @GuardedBy("this")
    private @Nullable Failure cause;

    private final Absence absence;

    @GuardedBy("this")
    private long probeDueAt;

    @GuardedBy("this")
    private boolean probing;

    @GuardedBy("this")
    private int failedCalls;

    CircuitBreaker(Duration probeInterval, Time time) {
        this.probeInterval = probeInterval;
        this.time = time;
        this.absence = new Absence(Absence.REMIND_EVERY, time);
    }

    /**
     * Returns at once where there is no outage; otherwise when it is over or when it is this thread's turn to probe, which
     * {@link #began} or {@link #answered()} ends.
     */
    synchronized void awaitTurn() throws InterruptedException {
        while (cause != null && (probing || probeDueAt - time.nanos() > 0)) {
            time.await(this, probing ? FOREVER : Duration.ofNanos(probeDueAt - time.nanos()));
        }
        probing = cause != null;
    }

    /** Any answer ends it, also one in the middle of a batch whose search for a culprit may take long. */
    @Override
    public void answered(List<Prediction> predictions, Duration took) {
        answered();
    }

    /** A failure may be an input's own: the worker that made the call tells when nobody is answered. */
    @Override
    public void failed(Failure failure, int inputs, Duration took) {}

    /** A call has used up its attempts on a fault of the service, and nobody else is answered. */
    synchronized void began(Failure failure) {
        absence.missed().ifPresent(past -> tell(past, failure));
        cause = failure;
        failedCalls++;
        probing = false;
        probeDueAt = time.nanos() + probeInterval.toNanos();
        notifyAll();
    }

    private static void tell(Duration past, Failure failure) {
        if (past.isZero()) {
            log.warn("No endpoint answers; records wait until one does. Cause: {}", failure.describe());
        } else {
            log.warn(
                    "No endpoint has answered for {} s; records wait. Cause: {}", past.toSeconds(), failure.describe());
        }
    }

    /** A call was answered. */
    synchronized void answered() {
        if (cause == null) {
            return;
        }
        int failed = failedCalls;
        absence.back()
                .ifPresent(past -> log.info(
                        "An endpoint answers again after {} s and {} failed calls; going on",
                        past.toSeconds(),
                        failed));
        cause = null;
        probing = false;
        failedCalls = 0;
        notifyAll();
    }

    synchronized boolean isOn() {
        return cause != null;
    }
}
