package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.server.ApiRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider holds the request until the work is done, and answers its result. */
enum AnsweredAtOnce implements Progress {
    INSTANCE;

    @Override
    public State state(JsonNode answer) {
        return State.DONE;
    }

    @Override
    public ApiRequest question(JsonNode answer, @Nullable ApiRequest asked) {
        throw new IllegalStateException("There is nothing to ask");
    }

    @Override
    public Duration pause(JsonNode answer) {
        return Duration.ZERO;
    }

    @Override
    public Failure failure(JsonNode answer) {
        throw new IllegalStateException("An answer is no failure");
    }
}
