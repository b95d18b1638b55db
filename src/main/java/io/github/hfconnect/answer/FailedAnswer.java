package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import java.io.IOException;
import java.util.Optional;

/**
 * A failure that a server tells under a good status: it is judged by the status that it would have had, or by the server's own code. RunPod's
 * worker answers a wrong model so (runpod-workers/worker-vllm#57), MiniMax whatever goes wrong, gateways what they lose half-way.
 */
public final class FailedAnswer {

    /** Where the server names none: fields of its own decide, or nothing does. */
    private static final int UNNAMED = 400;

    private FailedAnswer() {}

    /**
     * Whose fault an answer is that no task could read. Empty where it does not say, and where it is the service's: an answer that is none is
     * already told as that.
     */
    public static Optional<Failure> of(Answer answer) {
        JsonNode root;
        try {
            root = answer.tree();
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean failed = root.hasNonNull("error")
                || root.path("object").asText().equals("error")
                || root.path("base_resp").path("status_code").asInt() != 0;
        return failed ? of(root).filter(failure -> !failure.kind().isOutage()) : Optional.empty();
    }

    /** The failure that an answer or a part of one tells; empty where it has no code that says whose fault it is. */
    static Optional<Failure> of(JsonNode part) {
        int status = part.path("error").path("code").asInt(part.path("code").asInt(0));
        ErrorBody said = ErrorBody.of(part);
        if (status < 400 || status > 599) {
            return ErrorFields.certain(UNNAMED, said)
                    .map(rule -> failure(rule, "The answer says that it failed: " + said.message()));
        }
        String words = "The answer says that it failed with " + status + ": " + said.message();
        return Optional.of(failure(ErrorRule.of(status, said), words));
    }

    private static Failure failure(ErrorRule rule, String words) {
        Failure failure = Failure.of(rule.kind(), rule.advice().isEmpty() ? words : words + ". " + rule.advice())
                .withManner(rule.manner());
        return rule.presumed() ? failure.presumedFrom(words) : failure;
    }
}
