package io.github.hfconnect.schema;

import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.Shape.Scalar.BOOLEAN;
import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.INT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.server.ShapeAssert;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSchemaTest {

    private static final String ORDER = """
            {"type": "object",
             "properties": {
               "customer": {"type": "string"},
               "priority": {"enum": ["low", "high"]},
               "urgent": {"type": "boolean"},
               "total": {"type": "number"},
               "note": {"type": ["string", "null"]},
               "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}},
               "tags": {"type": "array", "items": {"type": "string"}}},
             "required": ["customer", "priority", "urgent", "lines", "note"],
             "$defs": {"line": {
               "type": "object",
               "properties": {"sku": {"type": "string"}, "count": {"type": "integer"}},
               "required": ["sku", "count"]}}}
            """;

    private static AnswerSchema ofProperty(String schema) {
        return AnswerSchema.parse("{\"type\":\"object\",\"properties\":{\"a\":" + schema + "},\"required\":[\"a\"]}");
    }

    private static Object value(AnswerSchema schema, String json) throws IOException {
        return schema.value(json(json));
    }

    @Test
    void propertiesBecomeFieldsInTheirOrder() {
        assertThat(AnswerSchema.parse(ORDER).shape())
                .isEqualTo(fields(
                        required("customer", STRING),
                        required("priority", STRING),
                        required("urgent", BOOLEAN),
                        optional("total", FLOAT64),
                        optional("note", STRING),
                        required("lines", listOf(fields(required("sku", STRING), required("count", INT64)))),
                        optional("tags", listOf(STRING))));
    }

    @Test
    void anAnswerBecomesAValueOfTheShape() throws IOException {
        AnswerSchema schema = AnswerSchema.parse(ORDER);

        Object order = value(
                schema,
                "{\"customer\":\"c\",\"priority\":\"low\",\"urgent\":true,\"total\":3,\"note\":null,"
                        + "\"lines\":[{\"sku\":\"s\",\"count\":2.0}],\"more\":1}");

        assertThat(order)
                .isEqualTo(Map.of(
                        "customer",
                        "c",
                        "priority",
                        "low",
                        "urgent",
                        true,
                        "total",
                        3.0,
                        "lines",
                        List.of(Map.of("sku", "s", "count", 2L))));
        ShapeAssert.assertConforms(order, schema.shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // as generators write an optional value
                "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}|INT64|7|7",
                "{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"boolean\"}]}|BOOLEAN|true|true",
                "{\"allOf\":[{\"type\":\"number\"}],\"description\":\"d\"}|FLOAT64|0.5|0.5",
                "{\"const\":\"x\"}|STRING|\"x\"|x",
                "{\"enum\":[\"x\",null]}|STRING|\"x\"|x",
                "{\"enum\":[\"x\",null]}|STRING|null|",
                "{\"type\":\"string\",\"format\":\"date-time\"}|STRING|\"now\"|now",
                // what the schema leaves open
                "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"string\"}]}|STRING|\"x\"|\"x\"",
                "{\"type\":[\"integer\",\"string\"]}|STRING|7|7",
                "{\"type\":\"object\"}|STRING|{\"b\":[1]}|{\"b\":[1]}",
                "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\"}}|STRING|{\"b\":1}|{\"b\":1}",
                "{\"type\":\"array\"}|STRING|[1,\"b\"]|[1,\"b\"]",
                "{\"type\":\"array\",\"items\":{\"type\":[\"string\",\"null\"]}}|STRING|[null]|[null]",
                "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"string\"}]}|STRING|[\"b\"]|[\"b\"]",
                "{\"enum\":[1,\"b\"]}|STRING|1|1",
                "{\"enum\":[null]}|STRING|null|",
                "{\"type\":\"null\"}|STRING|null|",
                "{}|STRING|1|1",
                "true|STRING|1|1",
                "{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}|STRING|{\"a\":null}|{\"a\":null}",
            })
    void whatIsLeftOpenIsJsonText(String property, Shape.Scalar shape, String answer, @Nullable String value)
            throws IOException {
        AnswerSchema schema = ofProperty(property);

        assertThat(((Shape.Fields) schema.shape()).fields().get(0).shape()).isEqualTo(shape);
        assertThat(value(schema, "{\"a\":" + answer + "}"))
                .asString()
                .isEqualTo(value == null ? "{}" : "{a=" + value + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "#/$defs/node"})
    void aSchemaWithinItselfEndsInJsonText(String reference) throws IOException {
        AnswerSchema tree = AnswerSchema.parse("""
                {"type": "object",
                 "properties": {"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "REF"}}},
                 "$defs": {"node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}}}
                """.replace("REF", reference));
        Shape element = reference.equals("#") ? STRING : fields(optional("next", STRING));

        assertThat(tree.shape()).isEqualTo(fields(optional("name", STRING), optional("children", listOf(element))));
        ShapeAssert.assertConforms(value(tree, "{\"children\":[{\"next\":{\"next\":{}}}]}"), tree.shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"string\"}|{\"a\":1}|/a",
                "{\"type\":\"string\"}|{}|a",
                "{\"type\":\"string\"}|{\"a\":null}|/a",
                "{\"type\":\"string\"}|[]|the answer",
                "{\"enum\":[\"x\"]}|{\"a\":\"y\"}|/a",
                "{\"type\":\"integer\"}|{\"a\":1.5}|/a",
                "{\"type\":\"integer\"}|{\"a\":99999999999999999999}|64 bits",
                "{\"type\":\"number\"}|{\"a\":1e999}|bounds",
                "{\"type\":\"number\",\"multipleOf\":2}|{\"a\":[1e999]}|bounds",
                "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}|{\"a\":[\"b\",1]}|/a/1",
                "{\"type\":\"string\",\"pattern\":\"^x$\"}|{\"a\":\"y\"}|/a",
            })
    void anAnswerThatBreaksTheSchemaIsTheRecordsOwnFault(String property, String answer, String place) {
        Failure failure = failureOf(() -> value(ofProperty(property), answer));

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.unusableAnswer()).isTrue();
        assertThat(failure.message()).contains("`response.schema`", place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|not JSON",
                "``|a JSON object",
                "[]|a JSON object",
                "{}|object with `properties`",
                "{\"type\":\"string\"}|object with `properties`",
                "{\"type\":\"object\"}|object with `properties`",
                "{\"type\":[\"object\",\"null\"],\"properties\":{\"a\":{}}}|object with `properties`",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"text\"}}}|no JSON Schema",
                "{\"$schema\":\"https://host/own\",\"type\":\"object\",\"properties\":{\"a\":{}}}|no JSON Schema",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://host/a\"}}}|https://host/a",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}|#/$defs/a"
            })
    void aSchemaThatCannotBeUsedIsRefusedWithTheReason(String schema, String reason) {
        assertThatThrownBy(() -> AnswerSchema.parse(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSchemaWithoutAnEndIsTheConfigurationsFault() {
        AnswerSchema endless = AnswerSchema.parse(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}," + "\"allOf\":[{\"$ref\":\"#\"}]}");

        assertThatThrownBy(() -> value(endless, "{\"a\":\"b\"}"))
                .isInstanceOf(InferenceException.class)
                .hasMessageContainingAll("MISCONFIGURED", "`response.schema`", "$ref");
    }

    @Test
    void olderDraftsAreTakenByTheirName() throws IOException {
        AnswerSchema schema = AnswerSchema.parse("{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
                + "\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/definitions/b\"}},"
                + "\"definitions\":{\"b\":{\"type\":\"integer\"}}}");

        assertThat(value(schema, "{\"a\":1}")).isEqualTo(Map.of("a", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],"
                        + "\"additionalProperties\":false}|true",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}|false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
                        + "\"additionalProperties\":false}|false",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\"}},\"required\":[\"a\"],"
                        + "\"additionalProperties\":false}|false",
            })
    void onlyASchemaThatSaysAllOfItsObjectsIsStrict(String schema, boolean strict) {
        assertThat(AnswerSchema.parse(schema).isStrict()).isEqualTo(strict);
    }
}
