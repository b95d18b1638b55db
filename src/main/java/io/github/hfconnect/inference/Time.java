package io.github.hfconnect.inference;

import java.time.Duration;

/** The clock, as a parameter, so that tests need not wait. */
public interface Time {

    /** A monotonic reading in nanoseconds; only differences mean something. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;
}
