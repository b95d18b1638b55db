package io.github.hfconnect.bench;

import io.github.hfconnect.bench.bed.Build;
import io.github.hfconnect.bench.scenario.Effort;
import io.github.hfconnect.bench.scenario.Scenario;
import io.github.hfconnect.bench.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bin/bench} was called with.
 *
 * @param scenarios in the order in which they are measured
 * @param effort of each
 * @param runs of each scenario, of which the medians are told
 * @param profile whether the worker records what it does
 * @param against another build that is measured by turns with this one, or null
 * @param warm whether figures are to be of a worker whose code is compiled; a short look at everything takes it as it is
 */
record BenchOptions(
        List<Scenario> scenarios,
        Effort effort,
        int runs,
        boolean profile,
        @Nullable Build against,
        boolean warm) {

    /**
     * Reads the command line.
     *
     * @throws UsageException where an option or its value is wrong
     */
    static BenchOptions parse(List<String> arguments) {
        BenchOptions options = new BenchOptions(List.of(), Effort.SHORT, 1, false, null, false);
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            options = options.with(words.next(), words);
        }
        return options.scenarios.isEmpty() ? options.withScenarios(Scenarios.quick()) : options.whenWarm();
    }

    private BenchOptions with(String name, Iterator<String> words) {
        return switch (name) {
            case "--all" -> withScenarios(Scenarios.all()).withEffort(Effort.FULL);
            case "--scenario" -> and(named(value(name, words))).withEffort(Effort.FULL);
            case "--peers" -> and(named("peers")).and(named("peers-flink")).withEffort(Effort.FULL);
            case "--many" -> withEffort(effort.withMany(number(name, value(name, words))));
            case "--short" -> withEffort(Effort.SHORT);
            case "--runs" -> withRuns(number(name, value(name, words)));
            case "--profile" -> new BenchOptions(scenarios, effort, runs, true, against, warm);
            case "--against" -> withOther(new Build(value(name, words), Path.of(value(name, words))));
            default -> throw new UsageException("Unknown option " + name);
        };
    }

    private BenchOptions and(Scenario scenario) {
        List<Scenario> more = new ArrayList<>(scenarios);
        more.add(scenario);
        return withScenarios(List.copyOf(more));
    }

    private BenchOptions withOther(Build build) {
        return new BenchOptions(scenarios, effort, runs, profile, build, warm);
    }

    private BenchOptions whenWarm() {
        return new BenchOptions(scenarios, effort, runs, profile, against, true);
    }

    private BenchOptions withScenarios(List<Scenario> others) {
        return new BenchOptions(others, effort, runs, profile, against, warm);
    }

    private BenchOptions withEffort(Effort other) {
        return new BenchOptions(scenarios, other, runs, profile, against, warm);
    }

    private BenchOptions withRuns(int other) {
        return new BenchOptions(scenarios, effort, other, profile, against, warm);
    }

    private static Scenario named(String name) {
        return Scenarios.named(name)
                .orElseThrow(() -> new UsageException("There is no scenario " + name + "; there are "
                        + Scenarios.all().stream().map(Scenario::name).toList()));
    }

    private static String value(String name, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new UsageException(name + " needs a value");
        }
        return words.next();
    }

    private static int number(String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException(name + " needs a number from 1, not " + value);
    }
}
