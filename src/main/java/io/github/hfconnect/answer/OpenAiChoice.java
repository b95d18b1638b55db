package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Input;
import java.util.List;

/** The choice in an OpenAI-style answer to one input; the first, where several were asked for. */
public final class OpenAiChoice {

    private OpenAiChoice() {}

    public static JsonNode of(Answer answer, List<Input> inputs, Expected expected) {
        JsonNode root = expected.in(answer);
        if (inputs.size() != 1) {
            throw expected.butFound("one answer for " + inputs.size() + " inputs");
        }
        if (root.hasNonNull("error")) {
            throw expected.butFound("an error");
        }
        List<JsonNode> choices = expected.elements(root.path("choices"), "choices");
        if (choices.isEmpty()) {
            throw expected.butFound("no choice");
        }
        return choices.get(0);
    }
}
