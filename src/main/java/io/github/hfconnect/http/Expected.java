package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.io.IOException;

/**
 * What an answer should be, to say so where it is something else.
 *
 * @param what such as "one vector for each input"
 */
record Expected(String what) {

    /** The answer as a JSON tree. */
    JsonNode in(ApiResponse answer) {
        try {
            return Json.tree(answer.body());
        } catch (IOException e) {
            throw butFound("something that is not JSON", e);
        }
    }

    InferenceException butFound(JsonNode node) {
        return butFound(Json.describe(node));
    }

    InferenceException butFound(String found) {
        return new InferenceException(malformed(found));
    }

    InferenceException butFound(String found, IOException cause) {
        return new InferenceException(malformed(found), cause);
    }

    private Failure malformed(String found) {
        return Failure.of(FailureKind.MALFORMED, "Expected " + what + ", but the answer holds " + found);
    }
}
