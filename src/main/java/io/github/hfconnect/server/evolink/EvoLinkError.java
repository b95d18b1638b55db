package io.github.hfconnect.server.evolink;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.util.Set;

/** Why a task of EvoLink has failed: {@code {"status": "failed", "error": {"code", "message"}}}. */
final class EvoLinkError {

    private static final Expected EXPECTED = new Expected("a task that is completed or has failed");

    /**
     * What its documentation calls mistakes to mend before another attempt (docs.evolink.ai/en/api-manual/task-management/error-codes,
     * 2026). All else is to be tried again later.
     */
    private static final Set<String> OWN_FAULTS = Set.of(
            "content_policy_violation",
            "invalid_parameters",
            "image_processing_error",
            "image_dimension_mismatch",
            "request_cancelled");

    private EvoLinkError() {}

    static InferenceException of(JsonNode task) {
        String status = task.path("status").asText();
        if (!status.equals("failed") && !status.equals("cancelled")) {
            return EXPECTED.butFound(Json.describe(task) + " with another status");
        }
        String unknown = status.equals("cancelled") ? "request_cancelled" : "unknown_error";
        String code = task.path("error").path("code").asText(unknown);
        FailureKind kind = OWN_FAULTS.contains(code) ? FailureKind.REJECTED : FailureKind.UNAVAILABLE;
        String reason = task.path("error").path("message").asText("The server gives no reason");
        return new InferenceException(Failure.of(kind, "The task failed (" + code + "): " + reason));
    }
}
