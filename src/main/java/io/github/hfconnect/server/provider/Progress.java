package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.server.ApiRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one provider says how far work is that it has taken on. Pure. */
interface Progress {

    Expected EXPECTED = new Expected("the state of work that was ordered, or its result");

    /** How far it is. */
    enum State {
        GOING_ON,
        DONE,
        FAILED
    }

    /**
     * What an answer says, that to the order or one to a question. A word that is none of the known ones means that it goes on:
     * who takes it for an end orders, and pays, anew.
     */
    State state(JsonNode answer);

    /**
     * What to ask about work that goes on.
     *
     * @param asked the question that was answered, null where that was the order
     */
    ApiRequest question(JsonNode answer, @Nullable ApiRequest asked);

    /** How long to wait before that. */
    Duration pause(JsonNode answer);

    /** Why it has failed. */
    Failure failure(JsonNode answer);
}
