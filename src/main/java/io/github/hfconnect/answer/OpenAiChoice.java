package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.InferenceException;
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
        return answered(choices.get(0), expected);
    }

    /**
     * Gateways say so where they lose the server half-way, under 200 and beside half a text: OpenRouter and Bifrost with an
     * {@code error} in the choice. Its code is the status that it would have had.
     */
    private static JsonNode answered(JsonNode choice, Expected expected) {
        JsonNode error = choice.path("error");
        if (error.isMissingNode() || error.isNull()) {
            if (choice.path("finish_reason").asText().equals("error")) {
                throw expected.butFound("a generation that has failed");
            }
            return choice;
        }
        throw FailedAnswer.of(choice)
                .map(InferenceException::new)
                .orElseGet(() ->
                        expected.butFound("an error: " + ErrorBody.of(choice).message()));
    }
}
