package io.github.hfconnect.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Records and predictions as JSON, to be written down in samples and documents. */
final class JsonRecord {

    static final ObjectMapper JSON = new ObjectMapper();

    private JsonRecord() {}

    /** A record with the schema that its values have. */
    static SchemaAndValue of(JsonNode json) {
        Schema schema = schema(json);
        return new SchemaAndValue(schema, value(schema, json));
    }

    private static Schema schema(JsonNode json) {
        if (json.isObject()) {
            SchemaBuilder struct = SchemaBuilder.struct();
            json.properties().forEach(entry -> struct.field(entry.getKey(), schema(entry.getValue())));
            return struct.build();
        }
        if (json.isArray()) {
            return SchemaBuilder.array(schema(json.path(0))).build();
        }
        return json.isNumber() ? Schema.FLOAT64_SCHEMA : Schema.STRING_SCHEMA;
    }

    private static Object value(Schema schema, JsonNode json) {
        return switch (schema.type()) {
            case STRUCT -> {
                Struct struct = new Struct(schema);
                schema.fields().forEach(field -> struct.put(field, value(field.schema(), json.path(field.name()))));
                yield struct;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                json.forEach(element -> elements.add(value(schema.valueSchema(), element)));
                yield elements;
            }
            case FLOAT64 -> json.doubleValue();
            default -> json.textValue();
        };
    }

    /** A value of a task's shape, or of a record, as JSON: what is null is left out, bytes become base64. */
    static JsonNode json(@Nullable Object value) {
        if (value instanceof Struct struct) {
            ObjectNode object = JSON.createObjectNode();
            for (Field field : struct.schema().fields()) {
                putIfPresent(object, field.name(), struct.get(field));
            }
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.createObjectNode();
            map.forEach((name, part) -> putIfPresent(object, String.valueOf(name), part));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.createArrayNode();
            list.forEach(element -> array.add(json(element)));
            return array;
        }
        return scalar(value);
    }

    private static void putIfPresent(ObjectNode object, String name, @Nullable Object value) {
        if (value != null) {
            object.set(name, json(value));
        }
    }

    private static JsonNode scalar(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return scalar(ByteBuffer.wrap(bytes));
        }
        if (value instanceof ByteBuffer buffer) {
            return JSON.getNodeFactory().textNode(base64(buffer));
        }
        if (value instanceof float[] vector) {
            ArrayNode array = JSON.createArrayNode();
            for (float component : vector) {
                array.add(shortest(component));
            }
            return array;
        }
        return JSON.valueToTree(value instanceof Float number ? (Object) shortest(number) : value);
    }

    /** As a float is written, without the digits that a double adds. */
    private static double shortest(float number) {
        return Double.parseDouble(Float.toString(number));
    }

    private static String base64(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
