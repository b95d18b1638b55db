package io.github.hfconnect.answer;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error of the server behind a gateway, where the gateway's own holds it: as a value of its own, as JSON in a text, or as JSON in its
 * words behind what it puts before them. Only where a gateway is known to put it (rows of the tests' {@code judgements}): servers quote
 * requests in their errors, and a record must not speak for its server.
 */
final class Relayed {

    /** A gateway before a gateway before a server. */
    private static final int MOST = 3;

    // 400: | litellm.BadRequestError: | OpenAIException - | Error code: 429 - | {'error': ' | /embeddings: | openai
    // error:
    private static final String WORDS_BEFORE = "\\d{3}: |[\\w.]{1,60}Error: |[\\w-]{1,40} error: |/[\\w/]{1,60}: "
            + "|\\w{1,40}Exception(?: \\w{1,40})? - |Error code: \\d{3} - |\\{'error': (?:\\{'message': )?['\"]"
            + "|\\[address=[^\\]]{1,80}\\] |bad request: |invalid request: |code = InvalidArgument desc = "
            + "|(?-i:[A-Z]{2,20}_[A-Z_]{2,40}): ";

    private static final Pattern BEFORE = Pattern.compile("(?:" + WORDS_BEFORE + "){0,6}+", CASE_INSENSITIVE);

    private static final Pattern BEFORE_JSON = Pattern.compile(
            "(?:(?:" + WORDS_BEFORE + "){0,6}?(?:\\w{1,40}Exception(?: \\w{1,40})? - |HTTP \\d{3}: "
                    + "|Error from provider(?:\\([^)]{1,80}\\))?: |Invalid response received from [\\w-]{1,40}: "
                    + "|failed to decode error response: [^{]{1,300}, raw: ))?(?=\\{)",
            CASE_INSENSITIVE);

    private Relayed() {}

    /** Where in a message the server's own words begin. */
    static int begin(String message) {
        Matcher before = BEFORE.matcher(message);
        return before.lookingAt() ? before.end() : 0;
    }

    /** The innermost error of an answer; what was answered itself where it holds no other, or is not JSON. */
    static JsonNode error(Answer answer) {
        JsonNode root;
        try {
            root = answer.tree();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
        for (int held = 0; held < MOST; held++) {
            JsonNode inner = inner(root);
            if (inner.isMissingNode()) {
                return root;
            }
            root = inner;
        }
        return root;
    }

    private static JsonNode inner(JsonNode root) {
        // Gemini answers a list of one error.
        if (root.isArray() && root.size() == 1) {
            return root.path(0);
        }
        // MLC LLM writes its JSON as a text in JSON.
        if (root.isTextual()) {
            return json(root.textValue());
        }
        JsonNode databricks = root.path("external_model_message");
        if (databricks.isObject()) {
            return databricks;
        }
        // OpenRouter.
        JsonNode raw = json(root.at("/error/metadata/raw").asText());
        return raw.isMissingNode() ? json(root.at("/error/message").asText()) : raw;
    }

    /** The error that is written in a text; words may follow it. */
    private static JsonNode json(String text) {
        Matcher before = BEFORE_JSON.matcher(text);
        JsonNode error = before.lookingAt() ? Json.first(text.substring(before.end())) : MissingNode.getInstance();
        return error.has("error") || error.has("message") ? error : MissingNode.getInstance();
    }
}
