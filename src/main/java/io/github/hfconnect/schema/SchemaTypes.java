package io.github.hfconnect.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Excerpt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds out what the values of a JSON Schema become. Followed are references inside the schema and the ways in which
 * generators write an optional value. Whatever else leaves the type open becomes JSON text: unions, objects without
 * properties, lists of anything, schemas within themselves.
 */
final class SchemaTypes {

    private static final String NULL = "null";
    /** The reference to the whole schema. */
    private static final String WHOLE = "#";

    private final JsonNode root;
    /** The references that are being followed, innermost last. */
    private final Deque<String> following = new ArrayDeque<>();

    private SchemaTypes(JsonNode root) {
        this.root = root;
        following.addLast(WHOLE);
    }

    /**
     * The type of a whole schema.
     *
     * @throws IllegalArgumentException where a reference leads out of it or nowhere
     */
    static SchemaType of(JsonNode root) {
        return new SchemaTypes(root).type(root);
    }

    private SchemaType type(JsonNode schema) {
        if (schema.has("$ref")) {
            return referred(schema.path("$ref").asText());
        }
        boolean typed = schema.has("type") || schema.has("properties");
        if (!typed && schema.path("allOf").size() == 1) {
            return type(schema.path("allOf").path(0));
        }
        for (String union : List.of("anyOf", "oneOf")) {
            if (!typed && schema.has(union)) {
                return union(schema.path(union));
            }
        }
        return typed ? declared(schema) : ofValues(schema);
    }

    private SchemaType referred(String reference) {
        JsonNode target = target(reference);
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("its $ref `" + Excerpt.of(reference)
                    + "` leads nowhere; a reference inside the schema has the form #/$defs/name");
        }
        if (following.contains(reference)) {
            return SchemaType.JSON_TEXT;
        }
        following.addLast(reference);
        SchemaType type = type(target);
        following.removeLast();
        return type;
    }

    private JsonNode target(String reference) {
        boolean inside = reference.equals(WHOLE) || reference.startsWith("#/");
        return inside ? root.at(reference.substring(1)) : root.path("");
    }

    /** One schema or null is that schema; of several it cannot be told which is meant. */
    private SchemaType union(JsonNode alternatives) {
        List<JsonNode> others = elements(alternatives, alternative -> !isNull(alternative));
        if (others.size() != 1) {
            return SchemaType.JSON_TEXT;
        }
        SchemaType type = type(others.get(0));
        return alternatives.size() > 1 ? type.orNull() : type;
    }

    private static boolean isNull(JsonNode schema) {
        return schema.path("type").asText().equals(NULL);
    }

    private SchemaType declared(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (!type.isArray()) {
            return named(type.asText("object"), schema);
        }
        List<JsonNode> names = elements(type, name -> !name.asText().equals(NULL));
        if (names.size() != 1) {
            return SchemaType.JSON_TEXT;
        }
        SchemaType only = named(names.get(0).asText(), schema);
        return type.size() > 1 ? only.orNull() : only;
    }

    private SchemaType named(String type, JsonNode schema) {
        return switch (type) {
            case "string" -> SchemaType.TEXT;
            case "boolean" -> SchemaType.FLAG;
            case "integer" -> SchemaType.WHOLE;
            case "number" -> SchemaType.NUMBER;
            case "array" -> list(schema);
            case "object" -> object(schema);
            default -> SchemaType.JSON_TEXT;
        };
    }

    /** A shape has no null elements, so a list that may hold some is told as it is. */
    private SchemaType list(JsonNode schema) {
        if (!schema.path("items").isObject() || schema.has("prefixItems")) {
            return SchemaType.JSON_TEXT;
        }
        SchemaType element = type(schema.path("items"));
        return element.nullable() && !element.equals(SchemaType.JSON_TEXT)
                ? SchemaType.JSON_TEXT
                : SchemaType.listOf(element);
    }

    private SchemaType object(JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return SchemaType.JSON_TEXT;
        }
        Map<String, SchemaType> properties = new LinkedHashMap<>();
        schema.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), type(entry.getValue())));
        List<String> required = elements(schema.path("required"), name -> true).stream()
                .map(JsonNode::asText)
                .toList();
        return SchemaType.object(properties, required);
    }

    /** An enum of texts needs no type to be one, and null may be among them. */
    private static SchemaType ofValues(JsonNode schema) {
        if (schema.path("const").isTextual()) {
            return SchemaType.TEXT;
        }
        JsonNode values = schema.path("enum");
        List<JsonNode> others = elements(values, value -> !value.isNull());
        if (others.isEmpty() || !others.stream().allMatch(JsonNode::isTextual)) {
            return SchemaType.JSON_TEXT;
        }
        return others.size() < values.size() ? SchemaType.TEXT.orNull() : SchemaType.TEXT;
    }

    private static List<JsonNode> elements(JsonNode list, Predicate<JsonNode> wanted) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(element -> {
            if (wanted.test(element)) {
                elements.add(element);
            }
        });
        return elements;
    }
}
