package io.github.hfconnect.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** JSON to be read by people: what fits into a line stays in one. */
final class JsonText {

    private static final int MAX_LINE = 120;

    private JsonText() {}

    static String of(JsonNode json) {
        return of(json, "");
    }

    private static String of(JsonNode json, String indent) {
        String line = json.toString();
        if (json.isValueNode() || indent.length() + line.length() <= MAX_LINE) {
            return line;
        }
        String inner = indent + "  ";
        List<String> parts = new ArrayList<>();
        json.properties()
                .forEach(entry -> parts.add("\"" + entry.getKey() + "\": "
                        + of(entry.getValue(), inner).stripLeading()));
        if (json.isArray()) {
            json.forEach(element -> parts.add(of(element, inner)));
        }
        String all = inner + String.join(",\n" + inner, parts);
        return (json.isArray() ? "[\n" + all + "\n" + indent + "]" : "{\n" + all + "\n" + indent + "}");
    }
}
