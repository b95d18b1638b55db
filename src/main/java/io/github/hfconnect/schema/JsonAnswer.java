package io.github.hfconnect.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Json;

/**
 * The JSON that an assistant says. It may stand in a code fence, and behind reasoning that ends with {@code </think>},
 * because models write so where a server does not hold them to a format. With any other words around it, it is not
 * looked for: which of several pieces is the answer would be a guess.
 */
public final class JsonAnswer {

    private static final String FENCE = "```";
    private static final String LANGUAGE = "json";
    private static final String END_OF_REASONING = "</think>";

    private JsonAnswer() {}

    /**
     * Reads what was said.
     *
     * @throws io.github.hfconnect.inference.InferenceException of kind {@code REJECTED} where that is not JSON
     */
    public static JsonNode of(String said) {
        String answer = withoutReasoning(said.strip());
        JsonNode json = parsed(withoutFence(answer));
        if (json.isMissingNode()) {
            throw AnswerSchema.broken("it is empty");
        }
        return json;
    }

    /** By hand, because a pattern for it tries a long run of blanks in every way before it gives up. */
    private static String withoutFence(String answer) {
        boolean fenced = answer.startsWith(FENCE) && answer.endsWith(FENCE) && answer.length() >= 2 * FENCE.length();
        if (!fenced) {
            return answer;
        }
        String inside = answer.substring(FENCE.length(), answer.length() - FENCE.length());
        boolean named = inside.regionMatches(true, 0, LANGUAGE, 0, LANGUAGE.length());
        return named ? inside.substring(LANGUAGE.length()) : inside;
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
