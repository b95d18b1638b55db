package io.github.hfconnect.inference;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who made a prediction, and what it took.
 *
 * @param model the model id, or null where only an endpoint is configured
 * @param revision the commit of the model's repository that answered, where the server tells it
 * @param endpoint the endpoint's alias (never its URL, which may hold secrets)
 * @param provider the inference provider that served the call, as the router says it
 * @param latency of the successful attempt alone
 * @param attempts of the call, the first counted
 * @param cached true where no call was made for this input
 * @param inputTokens tokens of the whole call's inputs, where the server says so
 * @param outputTokens tokens generated, where the server says so
 * @param requestId the server's id of the call, to quote in a support request
 */
public record Origin(
        @Nullable String model,
        @Nullable String revision,
        String endpoint,
        @Nullable String provider,
        Duration latency,
        int attempts,
        boolean cached,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable String requestId) {

    /** An answer of the first attempt, of which no more is known. */
    public static Origin of(@Nullable String model, String endpoint, Duration latency) {
        return new Origin(model, null, endpoint, null, latency, 1, false, null, null, null);
    }

    /**
     * Of what was made of several answers, at least one: who gave the first, and the longest that one of them took. What was billed
     * is told of a single one only, because they may have shared a call.
     */
    public static Origin ofSeveral(List<Origin> origins) {
        Origin first = origins.get(0);
        if (origins.size() == 1) {
            return first;
        }
        return new Origin(
                first.model,
                origins.stream().allMatch(origin -> Objects.equals(origin.revision, first.revision))
                        ? first.revision
                        : null,
                first.endpoint,
                first.provider,
                origins.stream().map(Origin::latency).max(Duration::compareTo).orElse(first.latency),
                origins.stream().mapToInt(Origin::attempts).max().orElse(first.attempts),
                origins.stream().allMatch(Origin::cached),
                null,
                null,
                first.requestId);
    }

    /** The same call's answer, given once more: nothing is billed for that. */
    Origin fromCache() {
        return new Origin(model, revision, endpoint, provider, latency, attempts, true, null, null, requestId);
    }

    /** Tokens in and out, as far as the server says. */
    public long tokens() {
        return (inputTokens == null ? 0 : inputTokens) + (outputTokens == null ? 0 : outputTokens);
    }

    /** Whether the server says any of them. */
    public boolean tellsTokens() {
        return inputTokens != null || outputTokens != null;
    }

    Origin withAttempts(int newAttempts) {
        return new Origin(
                model,
                revision,
                endpoint,
                provider,
                latency,
                newAttempts,
                cached,
                inputTokens,
                outputTokens,
                requestId);
    }

    Origin ofRevision(String told) {
        return new Origin(
                model, told, endpoint, provider, latency, attempts, cached, inputTokens, outputTokens, requestId);
    }
}
