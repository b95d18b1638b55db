package io.github.hfconnect.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON that an assistant says. It may stand in a code fence, and behind reasoning that ends with {@code </think>},
 * because models write so where a server does not hold them to a format. With any other words around it, it is not
 * looked for: which of several pieces is the answer would be a guess.
 */
final class JsonAnswer {

    private static final Pattern FENCE = Pattern.compile("```(?:json|JSON)?\\s+(.*?)\\s*```", Pattern.DOTALL);
    private static final String END_OF_REASONING = "</think>";

    private JsonAnswer() {}

    /**
     * Reads what was said.
     *
     * @throws io.github.hfconnect.inference.InferenceException of kind {@code REJECTED} where that is not JSON
     */
    static JsonNode of(String said) {
        String answer = withoutReasoning(said.strip());
        Matcher fence = FENCE.matcher(answer);
        JsonNode json = parsed(fence.matches() ? fence.group(1) : answer);
        if (json.isMissingNode()) {
            throw AnswerSchema.broken("it is empty");
        }
        return json;
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.tree(json);
        } catch (JsonProcessingException e) {
            throw AnswerSchema.broken("it is not JSON alone");
        }
    }

    /** The tag may also stand inside the answer itself. */
    private static String withoutReasoning(String said) {
        boolean beginsWithAnswer = said.startsWith("{") || said.startsWith("`");
        int end = beginsWithAnswer ? -1 : said.indexOf(END_OF_REASONING);
        return end < 0 ? said : said.substring(end + END_OF_REASONING.length()).strip();
    }
}
