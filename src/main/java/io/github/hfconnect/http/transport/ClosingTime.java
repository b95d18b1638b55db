package io.github.hfconnect.http.transport;

import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The machine's clock, until something is closed: then nobody sleeps by it any more. */
final class ClosingTime implements Time {

    private final Supplier<RuntimeException> closedMeanwhile;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A clock of something that is open.
     *
     * @param closedMeanwhile what sleeping ends with where that is closed
     */
    ClosingTime(Supplier<RuntimeException> closedMeanwhile) {
        this.closedMeanwhile = closedMeanwhile;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw closedMeanwhile.get();
        }
    }

    void close() {
        closed.countDown();
    }
}
