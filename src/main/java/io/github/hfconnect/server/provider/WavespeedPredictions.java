package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.server.ApiRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WaveSpeed's predictions, in an envelope: {@code {"code", "message", "data": {"status", "outputs", "error", "code", "urls":
 * {"get"}}}} (wavespeed.ai/docs/get-result, where images are to be asked about every two seconds at most, and videos every five).
 */
record WavespeedPredictions(Duration pause) implements Progress {

    static final String ROOT = "wavespeed/";

    /**
     * What the input is told to mend (wavespeed.ai/docs/error-codes): its content, a medium that cannot be read. Of a parameter that
     * is missing (1400) or wrong (1401) it may be the configuration's, which others show.
     */
    private static final Set<Integer> OF_INPUT = Set.of(1200, 1402);

    private static final Set<Integer> OF_PARAMETERS = Set.of(1400, 1401);

    private static final Map<String, State> ENDS = Map.of("completed", State.DONE, "failed", State.FAILED);

    @Override
    public State state(JsonNode answer) {
        String status = EXPECTED.text(answer.at("/data/status"), "a status");
        return ENDS.getOrDefault(status, State.GOING_ON);
    }

    @Override
    public ApiRequest question(JsonNode answer, @Nullable ApiRequest asked) {
        return asked == null ? ApiRequest.get(ROOT + Paths.of(answer.at("/data/urls/get"))) : asked;
    }

    @Override
    public Duration pause(JsonNode answer) {
        return pause;
    }

    @Override
    public Failure failure(JsonNode answer) {
        JsonNode words = answer.at("/data/error");
        JsonNode code = answer.at("/data/code");
        if (OF_INPUT.contains(code.asInt())) {
            return WorkFailure.of(FailureKind.REJECTED, code.asText(), words);
        }
        return OF_PARAMETERS.contains(code.asInt())
                ? WorkFailure.of(FailureKind.REJECTED, code.asText(), words).presumedFrom(words.asText())
                : WorkFailure.of(words);
    }
}
