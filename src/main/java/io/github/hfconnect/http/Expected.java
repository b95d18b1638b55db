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

    /** Not with the parser's message, which quotes the answer. */
    static final String NO_JSON = "something that is not JSON";

    /** The answer as a JSON tree. */
    JsonNode in(ApiResponse answer) {
        try {
            return Json.tree(answer.body());
        } catch (IOException e) {
            throw butFound(NO_JSON);
        }
    }

    InferenceException butFound(String found) {
        String message = "Expected " + what + ", but the answer holds " + found;
        return new InferenceException(Failure.of(FailureKind.MALFORMED, message));
    }
}
