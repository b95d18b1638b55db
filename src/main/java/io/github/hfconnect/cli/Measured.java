package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.resilience.Enricher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What real calls took.
 *
 * @param inputs how many were answered
 * @param calls in how many calls
 * @param latency of a call on average
 * @param tokensIn for each input on average, where the server says it
 * @param tokensOut the same of what is generated
 */
record Measured(int inputs, int calls, Duration latency, OptionalDouble tokensIn, OptionalDouble tokensOut) {

    /**
     * Asks, one call after the other.
     *
     * @throws CliException where an input is not answered: what every further one would cost cannot be told from it
     */
    static Measured of(Enricher enricher, List<Input> inputs) throws InterruptedException {
        List<Origin> origins = new ArrayList<>();
        for (Outcome outcome : enricher.enrich(inputs)) {
            if (outcome instanceof Outcome.Enriched enriched) {
                origins.add(enriched.prediction().origin());
            } else if (outcome instanceof Outcome.Failed failed && !failed.ownFault()) {
                throw new CliException(
                        "The endpoint does not answer: " + failed.failure().describe());
            }
        }
        if (origins.isEmpty()) {
            throw new CliException("None of the " + inputs.size() + " inputs that were asked about is answered");
        }
        return of(origins);
    }

    /** Inputs of one call share what the server says of it. */
    private static Measured of(List<Origin> origins) {
        Set<Origin> calls = new LinkedHashSet<>(origins);
        long nanos = calls.stream().mapToLong(call -> call.latency().toNanos()).sum() / calls.size();
        return new Measured(
                origins.size(),
                calls.size(),
                Duration.ofNanos(nanos),
                anInput(origins.size(), calls, Origin::inputTokens),
                anInput(origins.size(), calls, Origin::outputTokens));
    }

    private static OptionalDouble anInput(int inputs, Set<Origin> calls, Function<Origin, @Nullable Long> tokens) {
        List<Long> said = calls.stream().map(tokens).filter(Objects::nonNull).toList();
        return said.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) said.stream().mapToLong(Long::longValue).sum() / inputs);
    }
}
