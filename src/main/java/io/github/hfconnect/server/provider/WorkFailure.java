package io.github.hfconnect.server.provider;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.util.regex.Pattern;

/**
 * Why work has failed that was taken on. Where a provider has a code for it, that decides; else the words of the filters through
 * which providers send what they make. All else may go well when it is ordered again.
 */
final class WorkFailure {

    /**
     * Replicate has no field for it: {@code The input or output was flagged as sensitive .. (E005)}, {@code NSFW content
     * detected}, {@code Input validation error: ..} (HeyPuter/puter#3719, pollinations/pollinations#10801 and #11809).
     */
    private static final Pattern OF_INPUT = Pattern.compile(
            "\\bE005\\b|flagged as sensitive|\\bnsfw\\b|content (?:policy|moderation)|sensitive (?:content|information)"
                    + "|^(?:prediction failed: )?input validation error",
            CASE_INSENSITIVE);

    private WorkFailure() {}

    /** By the provider's words. */
    static Failure of(JsonNode words) {
        boolean ofInput = OF_INPUT.matcher(words.asText("")).find();
        return of(ofInput ? FailureKind.REJECTED : FailureKind.UNAVAILABLE, "", words);
    }

    /**
     * By its code.
     *
     * @param code as it is shown; empty where there is none
     */
    static Failure of(FailureKind kind, String code, JsonNode words) {
        String reason = words.isTextual() ? words.textValue() : "";
        String known = code.isEmpty() ? "" : " (" + code + ")";
        return Failure.of(
                kind, "The work failed" + known + ": " + (reason.isBlank() ? "The provider gives no reason" : reason));
    }
}
