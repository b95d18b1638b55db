package io.github.hfconnect.demo;

import java.time.Duration;

/** Notices when nothing moves any more, and says why. */
final class Stall {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final DemoCluster cluster;
    private long lastProgress = System.nanoTime();
    private long lastLook = lastProgress;

    Stall(DemoCluster cluster) {
        this.cluster = cluster;
    }

    /** Something came out. */
    void progressed() {
        lastProgress = System.nanoTime();
    }

    /**
     * Called all the time.
     *
     * @throws DemoFailedException where a part has failed or nothing has come out for a minute
     */
    void check() {
        long now = System.nanoTime();
        if (now - lastLook > BETWEEN_LOOKS.toNanos()) {
            lastLook = now;
            throwIfFailed();
        }
        if (now - lastProgress > LIMIT.toNanos()) {
            throw new DemoFailedException("Nothing has come out for " + LIMIT.toSeconds() + " s. "
                    + cluster.status() + "; the end of the worker's log:\n"
                    + cluster.workerLog());
        }
    }

    private void throwIfFailed() {
        String failure = cluster.failure();
        if (!failure.isEmpty()) {
            throw new DemoFailedException(failure);
        }
    }
}
