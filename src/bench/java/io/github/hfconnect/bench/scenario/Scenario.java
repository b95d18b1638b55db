package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.bench.result.Figure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One question to the plugin, and how it is measured. */
public interface Scenario {

    /** As the command line knows it. */
    String name();

    /** What is measured, in a line. */
    String summary();

    /** Whether it takes too long for a short run. */
    default boolean isLong() {
        return false;
    }

    /** Whether it is the worker's code at full speed that is measured, which has to be compiled by then: see {@link WarmUp}. */
    default boolean needsWarmth() {
        return false;
    }

    /** A short run of what needs warmth, for the sake of running. */
    default void warmUp(Bed bed) throws IOException, InterruptedException {
        measure(bed, Effort.SHORT);
    }

    /** Keys without which there is nothing to measure. */
    default List<String> keys() {
        return List.of();
    }

    /** What is missing on this machine, if anything. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Measures once. What is compared is measured here, side by side.
     *
     * @throws BenchFailedException where a run does not come to its end or loses, repeats or disorders a record
     */
    List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException;
}
