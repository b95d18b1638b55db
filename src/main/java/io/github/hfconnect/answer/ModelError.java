package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the server of a model said itself, where SageMaker stands before it: that answers 424 whatever the model's server answered, and puts
 * its status and its body into {@code OriginalStatusCode} and {@code OriginalMessage}
 * (docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html, {@code ModelError}).
 */
public record ModelError(int status, Answer answer) {

    private static final int FAILED_DEPENDENCY = 424;

    /** The answer behind this one; this one itself where there is none. */
    public static ModelError of(int status, Answer answer) {
        ModelError told = new ModelError(status, answer);
        if (status != FAILED_DEPENDENCY) {
            return told;
        }
        try {
            return behind(answer.tree(), told);
        } catch (IOException e) {
            return told;
        }
    }

    private static ModelError behind(JsonNode root, ModelError told) {
        JsonNode status = root.path("OriginalStatusCode");
        JsonNode message = root.path("OriginalMessage");
        boolean known = status.isInt() && status.intValue() >= 400 && message.isTextual();
        return known
                ? new ModelError(
                        status.intValue(), new Answer(message.textValue().getBytes(StandardCharsets.UTF_8), null))
                : told;
    }
}
