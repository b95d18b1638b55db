package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The choice in an OpenAI-style answer to one input; the first, where several were asked for. */
public final class OpenAiChoice {

    /**
     * That the server has broken off, in place of a reason why the model has ended: of vLLM 0.20 and SGLang, which say so of whatever was
     * under way when their engine is shut down, put to sleep or scaled down (vllm-project/vllm#57082, radixark/miles#3337), and of DeepSeek.
     */
    private static final Set<String> BROKEN_OFF = Set.of("abort", "aborted", "insufficient_system_resource");

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
     * Gateways say so where they lose the server half-way, under 200 and beside half a text: OpenRouter (pydantic/pydantic-ai#2844) and
     * Bifrost (maximhq/bifrost#5425) with an {@code error} in the choice. Its code is the status that it would have had.
     */
    private static JsonNode answered(JsonNode choice, Expected expected) {
        JsonNode error = choice.path("error");
        if (error.isMissingNode() || error.isNull()) {
            return finished(choice, expected);
        }
        throw FailedAnswer.of(choice)
                .map(InferenceException::new)
                .orElseGet(() ->
                        expected.butFound("an error: " + ErrorBody.of(choice).message()));
    }

    private static JsonNode finished(JsonNode choice, Expected expected) {
        String reason = choice.path("finish_reason").asText().toLowerCase(Locale.ROOT);
        if (reason.equals("error")) {
            throw expected.butFound("a generation that has failed");
        }
        if (BROKEN_OFF.contains(reason)) {
            throw new InferenceException(Failure.of(
                    FailureKind.UNAVAILABLE,
                    "The server has broken off the generation (finish reason: " + reason + ")"));
        }
        return choice;
    }
}
