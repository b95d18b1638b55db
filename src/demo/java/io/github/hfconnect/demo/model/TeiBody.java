package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** The JSON body of a call to TEI; unknown fields are ignored, known ones must have their type. */
final class TeiBody {

    private final JsonNode fields;

    private TeiBody(JsonNode fields) {
        this.fields = fields;
    }

    static TeiBody read(Call call) throws IOException {
        String type = call.mediaType();
        if (!type.equals("application/json") && !(type.startsWith("application/") && type.endsWith("+json"))) {
            throw TeiErrors.notJson();
        }
        JsonNode fields = json(call);
        if (!fields.isObject()) {
            throw TeiErrors.shape("invalid type: expected a struct");
        }
        return new TeiBody(fields);
    }

    private static JsonNode json(Call call) throws IOException {
        try {
            return call.json();
        } catch (Call.BodyTooLargeException e) {
            throw TeiErrors.bodyTooLarge();
        } catch (Call.SyntaxException e) {
            throw TeiErrors.syntax(e.detail());
        }
    }

    JsonNode inputs() {
        return required("inputs");
    }

    /** What is to be embedded, by the name that it has in OpenAI's form. */
    JsonNode input() {
        return required("input");
    }

    private JsonNode required(String name) {
        JsonNode value = fields.get(name);
        if (value == null) {
            throw TeiErrors.shape("missing field `" + name + "`");
        }
        return value;
    }

    /** A boolean field, or what stands for it where it is absent or null. */
    boolean flag(String name, boolean absent) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        if (!value.isBoolean()) {
            throw TeiErrors.shape(name + ": invalid type: expected a boolean");
        }
        return value.booleanValue();
    }

    /** Whether a long input is to be cut, which since TEI 1.9 it is unless the caller says no. */
    boolean truncate() {
        String direction = fields.path("truncation_direction").asText("Right");
        if (!List.of("Right", "right").contains(direction)) {
            throw TeiErrors.shape("truncation_direction: this server cuts on the right only");
        }
        return flag("truncate", true);
    }
}
