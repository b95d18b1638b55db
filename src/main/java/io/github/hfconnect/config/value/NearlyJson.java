package io.github.hfconnect.config.value;

import io.github.hfconnect.server.ParameterValue;
import java.util.Map;
import java.util.regex.Pattern;

/** A value that was meant to be JSON and is none would go out as text, and the server would not understand it. */
final class NearlyJson {

    /** A list or an object, as people write them; a template's placeholders begin with two braces. */
    private static final Pattern LIST_OR_OBJECT =
            Pattern.compile("\\[\\s*(['\"\\d{\\[-].*)?|\\{(?!\\{).*}", Pattern.DOTALL);

    private static final Map<String, String> PYTHON = Map.of("True", "true", "False", "false", "None", "null");

    private NearlyJson() {}

    /** Throws an IllegalArgumentException that says how to write it. */
    static void refuse(String value) {
        String text = value.strip();
        if (PYTHON.containsKey(text)) {
            throw new IllegalArgumentException(
                    "It is Python's: write " + PYTHON.get(text) + " as in JSON, or \"" + text + "\" for the text");
        }
        if (LIST_OR_OBJECT.matcher(text).matches() && ParameterValue.parse(text) instanceof String) {
            throw new IllegalArgumentException("It looks like JSON and is none: write it as in [\"a\", \"b\"] or"
                    + " {\"a\": 1}, with double quotes, or put the whole text into double quotes");
        }
    }
}
