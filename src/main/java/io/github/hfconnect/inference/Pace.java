package io.github.hfconnect.inference;

import java.time.Duration;

/** Spaces what is asked, so that no more leaves in a second than may. */
@FunctionalInterface
public interface Pace {

    /** Nothing is held back. */
    Pace UNLIMITED = now -> Duration.ZERO;

    /**
     * Takes the next free moment and tells how far away it is. One that is not used is lost.
     *
     * @param now a reading of the {@link Time} used with it
     */
    Duration reserve(long now);
}
