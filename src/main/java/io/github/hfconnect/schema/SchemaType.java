package io.github.hfconnect.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the values of a JSON Schema become.
 *
 * @param nullable whether null is one of them
 * @param reader takes a value that is not null and gives one of the shape
 */
record SchemaType(Shape shape, boolean nullable, Function<JsonNode, Object> reader) {

    /** For values whose type the schema leaves open: JSON as text, which says everything and guesses nothing. */
    static final SchemaType JSON_TEXT = new SchemaType(Shape.Scalar.STRING, true, JsonNode::toString);

    static final SchemaType TEXT = new SchemaType(Shape.Scalar.STRING, false, SchemaType::text);
    static final SchemaType FLAG = new SchemaType(Shape.Scalar.BOOLEAN, false, SchemaType::flag);
    static final SchemaType WHOLE = new SchemaType(Shape.Scalar.INT64, false, SchemaType::whole);
    static final SchemaType NUMBER = new SchemaType(Shape.Scalar.FLOAT64, false, SchemaType::number);

    static SchemaType listOf(SchemaType element) {
        return new SchemaType(Shape.listOf(element.shape), false, list -> elements(list, element));
    }

    /** An object with these properties, in their order; others that it may have are left out. */
    static SchemaType object(Map<String, SchemaType> properties, List<String> required) {
        List<Shape.Field> fields = new ArrayList<>();
        properties.forEach((name, type) ->
                fields.add(new Shape.Field(name, type.shape, type.nullable || !required.contains(name))));
        Shape.Fields shape = new Shape.Fields(fields);
        return new SchemaType(shape, false, object -> fields(object, shape, properties));
    }

    SchemaType orNull() {
        return new SchemaType(shape, true, reader);
    }

    private static List<Object> elements(JsonNode list, SchemaType element) {
        require(list.isArray(), list, "a list");
        List<Object> elements = new ArrayList<>(list.size());
        list.forEach(node -> elements.add(element.reader.apply(node)));
        return elements;
    }

    private static Map<String, Object> fields(JsonNode object, Shape.Fields shape, Map<String, SchemaType> properties) {
        require(object.isObject(), object, "an object");
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Shape.Field field : shape.fields()) {
            JsonNode value = object.path(field.name());
            boolean absent = value.isMissingNode() || value.isNull();
            if (!absent || !field.optional()) {
                fields.put(field.name(), value(value, properties, field.name()));
            }
        }
        return fields;
    }

    private static Object value(JsonNode value, Map<String, SchemaType> properties, String name) {
        SchemaType type = properties.get(name);
        if (type == null) {
            throw new IllegalStateException("The shape has a field that is no property");
        }
        return type.reader.apply(value);
    }

    private static String text(JsonNode node) {
        require(node.isTextual(), node, "a text");
        return node.textValue();
    }

    private static Boolean flag(JsonNode node) {
        require(node.isBoolean(), node, "a boolean");
        return node.booleanValue();
    }

    /** JSON Schema takes 5.0 for a whole number, and sets no bounds. */
    private static Long whole(JsonNode node) {
        require(node.canConvertToExactIntegral() && node.canConvertToLong(), node, "a whole number of 64 bits");
        return node.longValue();
    }

    private static Double number(JsonNode node) {
        require(node.isNumber() && Double.isFinite(node.doubleValue()), node, "a finite number");
        return node.doubleValue();
    }

    private static void require(boolean holds, JsonNode found, String wanted) {
        if (!holds) {
            throw AnswerSchema.broken(Json.describe(found) + " in place of " + wanted);
        }
    }
}
