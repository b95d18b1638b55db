package io.github.hfconnect.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.inference.Shape;
import java.net.URI;
import java.util.stream.Collectors;

/**
 * The JSON Schema that a chat's answer has to follow: {@code response.schema}. Draft 2020-12 unless its {@code $schema}
 * says otherwise; nothing is ever fetched. Safe for use by several threads.
 */
public final class AnswerSchema {

    private static final int MOST_ERRORS = 3;

    private final JsonNode json;
    private final SchemaType type;
    private final Validator validator;
    private final URI id;

    private AnswerSchema(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("it must be a JSON object, but is " + Json.describe(json));
        }
        this.json = json;
        this.validator = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .createValidator();
        this.id = validator.registerSchema(json);
        this.type = SchemaTypes.of(json);
        if (!(type.shape() instanceof Shape.Fields) || type.nullable()) {
            throw new IllegalArgumentException("it must describe an object with `properties`, because a prediction has"
                    + " named fields; wrap what it describes into a property");
        }
    }

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException with a sentence for the user where it is none, or describes no object
     */
    public static AnswerSchema parse(String text) {
        try {
            return new AnswerSchema(Json.tree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The schema is not JSON: " + Excerpt.of(String.valueOf(e.getMessage())), e);
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException(
                    "The schema is no JSON Schema: " + Excerpt.of(String.valueOf(e.getMessage())), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The schema cannot be used: " + e.getMessage(), e);
        }
    }

    /** What the fields of an answer become; its name is the schema's {@code title}, where it has one. */
    public Shape shape() {
        Shape.Fields fields = (Shape.Fields) type.shape();
        String title = json.path("title").asText().strip();
        return title.isEmpty() ? fields : fields.named(title);
    }

    /** The schema as it was written. */
    public JsonNode json() {
        return json;
    }

    /**
     * Whether it says of every object all that it has, which OpenAI demands of a schema that is enforced to the letter.
     */
    public boolean isStrict() {
        return isStrict(json);
    }

    private static boolean isStrict(JsonNode node) {
        boolean object = node.path("type").asText().equals("object")
                || node.path("properties").isObject();
        if (object && !saysAll(node)) {
            return false;
        }
        for (JsonNode child : node) {
            if (!isStrict(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean saysAll(JsonNode object) {
        JsonNode additional = object.path("additionalProperties");
        return additional.isBoolean()
                && !additional.booleanValue()
                && object.path("required").size() == object.path("properties").size();
    }

    /**
     * The value of {@link #shape()} that an answer says.
     *
     * @throws InferenceException of kind {@code REJECTED} where it does not follow the schema, and {@code MISCONFIGURED}
     *     where the schema has no end
     */
    public Object value(JsonNode answer) {
        requireFinite(answer);
        Validator.Result result = checked(answer);
        if (!result.isValid()) {
            throw broken(result.getErrors().stream()
                    .limit(MOST_ERRORS)
                    .map(AnswerSchema::describe)
                    .collect(Collectors.joining("; ")));
        }
        return type.reader().apply(answer);
    }

    /** No answer is so deep that it could use up the stack by itself. */
    private Validator.Result checked(JsonNode answer) {
        try {
            return validator.validate(id, new JacksonNode(answer));
        } catch (StackOverflowError e) {
            String message = "`response.schema` refers to itself without going deeper into the answer, such as by"
                    + " \"allOf\": [{\"$ref\": \"#\"}]; remove that reference";
            throw new InferenceException(Failure.of(FailureKind.MISCONFIGURED, message));
        }
    }

    /** The validator computes with numbers and cannot with what no double can hold. */
    private static void requireFinite(JsonNode node) {
        if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
            throw broken("a number beyond all bounds");
        }
        node.forEach(AnswerSchema::requireFinite);
    }

    private static String describe(Error error) {
        String place = error.getInstanceLocation();
        return (place.isEmpty() ? "the answer" : place) + ": " + error.getError();
    }

    public static InferenceException broken(String found) {
        String message = "The answer breaks `response.schema`: " + found;
        return new InferenceException(Failure.of(FailureKind.REJECTED, message).withManner(Manner.UNUSABLE_ANSWER));
    }
}
