package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer should be, to say so where it is something else.
 *
 * @param what such as "one vector for each input"
 */
public record Expected(String what) {

    /** As JSON writes it, so that no text is one by chance. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?");

    /** Not with the parser's message, which quotes the answer. */
    public static final String NO_JSON = "something that is not JSON";

    /** Some servers stream unless told otherwise (cptr 0.9.10: open-webui/computer#193). */
    private static final String STREAM =
            "a stream of events. The server streams unless it is told otherwise: set `parameters.stream` to false";

    /** The answer as a JSON tree. */
    public JsonNode in(Answer answer) {
        try {
            return answer.tree();
        } catch (IOException e) {
            throw butFound(isStream(answer) ? STREAM : NO_JSON);
        }
    }

    /** Server-sent events, each of which is data of JSON. */
    private static boolean isStream(Answer answer) {
        return answer.text().stripLeading().startsWith("data:");
    }

    /** The elements of a list that has one for each input. */
    public List<JsonNode> oneEach(JsonNode list, int inputs) {
        if (!list.isArray() || list.size() != inputs) {
            throw butFound(Json.describe(list) + " for " + inputs + " inputs");
        }
        return elements(list, "answers");
    }

    /** The elements of a list, none where it is empty. */
    public List<JsonNode> elements(JsonNode list, String name) {
        if (!list.isArray()) {
            throw butFound(Json.describe(list) + " in place of " + name);
        }
        List<JsonNode> elements = new ArrayList<>(list.size());
        list.forEach(elements::add);
        return elements;
    }

    /** A text. */
    public String text(JsonNode node, String name) {
        if (!node.isTextual()) {
            throw butFound(Json.describe(node) + " in place of " + name);
        }
        return node.textValue();
    }

    /** The same, where servers that answer about one input leave the list out around a single element. */
    public List<JsonNode> elementsOrOne(JsonNode listOrElement, String name) {
        return listOrElement.isObject() ? List.of(listOrElement) : elements(listOrElement, name);
    }

    /** A number that is one. */
    public double finite(JsonNode node, String name) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw butFound(Json.describe(node) + " in place of " + name);
        }
        return node.doubleValue();
    }

    /** The same, also where it is written as a text, as handlers do with Python's decimals. */
    public double score(JsonNode node) {
        boolean isText = node.isTextual() && NUMBER.matcher(node.textValue()).matches();
        return finite(isText ? DoubleNode.valueOf(Double.parseDouble(node.textValue())) : node, "a finite score");
    }

    /** A whole number, also where it is written as 5.0, or null where the server does not know it. */
    @Nullable
    public Integer wholeOrNull(JsonNode node, String name) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.canConvertToExactIntegral() || !node.canConvertToInt()) {
            throw butFound(Json.describe(node) + " in place of " + name);
        }
        return node.intValue();
    }

    public InferenceException butFound(String found) {
        String message = "Expected " + what + ", but the answer holds " + found;
        return new InferenceException(Failure.of(FailureKind.MALFORMED, message));
    }
}
