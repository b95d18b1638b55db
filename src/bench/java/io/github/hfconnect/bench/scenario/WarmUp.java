package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Plays a scenario, short and unmeasured, until the worker's compilers have done with it. They take a part of two processors for a
 * minute or more where these are slow, and then it is they who are measured: of a piece's 111 µs they were 40.
 */
public record WarmUp(Bed bed, Consumer<String> progress) {

    /** Of the time that a round takes. What is left is compiled again now and then, for as long as a worker runs. */
    private static final double QUIET = 0.05;

    private static final int MOST_ROUNDS = 10;

    /** Plays it until the compilers are quiet, ten times at the most. */
    public void play(Scenario scenario) throws IOException, InterruptedException {
        double busy = 1;
        for (int round = 1; busy > QUIET && round <= MOST_ROUNDS; round++) {
            busy = compilingShareOf(scenario);
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s: warming up %s build, compilers at work for %.0f %% of round %d",
                    scenario.name(),
                    bed.build().name(),
                    100 * busy,
                    round));
        }
    }

    private double compilingShareOf(Scenario scenario) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Duration before = bed.probe().compiling();
        scenario.warmUp(bed);
        Duration compiling = bed.probe().compiling().minus(before);
        return (double) compiling.toNanos() / (System.nanoTime() - begun);
    }
}
