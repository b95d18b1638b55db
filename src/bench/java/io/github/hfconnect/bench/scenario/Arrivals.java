package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.endpoint.Arrival;
import java.util.List;

/** Calls as they have reached an endpoint, and what they say of a limit of tokens a minute. */
record Arrivals(List<Arrival> calls) {

    private static final long MINUTE = 60_000;

    /** When the first came; there has to be one. */
    private long start() {
        return calls.get(0).atMillis();
    }

    /** Calls that were refused after the first minute. */
    long refused() {
        return calls.stream()
                .filter(call -> !call.admitted() && call.atMillis() - start() >= MINUTE)
                .count();
    }

    /** Tokens of admitted calls a minute, from the end of the first minute to that of another one. */
    double tokensAMinute(int untilMinute) {
        long tokens = calls.stream()
                .filter(Arrival::admitted)
                .filter(call -> call.atMillis() - start() >= MINUTE)
                .filter(call -> call.atMillis() - start() < untilMinute * MINUTE)
                .mapToLong(Arrival::tokens)
                .sum();
        return tokens / (untilMinute - 1.0);
    }

    /** The most tokens of admitted calls in any minute, wherever it begins. */
    long mostInAnyMinute() {
        List<Arrival> admitted = calls.stream().filter(Arrival::admitted).toList();
        long most = 0;
        long inMinute = 0;
        int next = 0;
        for (Arrival first : admitted) {
            while (next < admitted.size() && admitted.get(next).atMillis() - first.atMillis() < MINUTE) {
                inMinute += admitted.get(next++).tokens();
            }
            most = Math.max(most, inMinute);
            inMinute -= first.tokens();
        }
        return most;
    }
}
