package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a record to a typed Struct that a chat has filled in, over the wire. */
class StructuredAnswerTest {

    private static final Schema MAIL =
            SchemaBuilder.struct().field("body", Schema.STRING_SCHEMA).build();

    private static final String SCHEMA = """
            {"type": "object",
             "properties": {
               "customer": {"type": ["string", "null"]},
               "kind": {"enum": ["complaint", "order"]},
               "products": {"type": "array", "items": {
                 "type": "object",
                 "properties": {"name": {"type": "string"}, "quantity": {"type": "integer"}},
                 "required": ["name"]}}},
             "required": ["kind", "products", "customer"]}
            """;

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final HuggingFaceTransform<SinkRecord> transform = new HuggingFaceTransform.Value<>();

    @AfterEach
    void close() {
        transform.close();
    }

    private void configure(String... more) {
        Map<String, String> props = new HashMap<>(Map.of(
                "task", "chat-completion",
                "endpoint.urls", server.url("/").toString(),
                "endpoint.api", "openai",
                "token", "secret-token",
                "response.schema", SCHEMA,
                "retry.backoff.ms", "0",
                "input.field", "body",
                "output.field", "facts"));
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        transform.configure(props);
    }

    private void say(String content) {
        String message = content.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        server.enqueue(new MockResponse.Builder()
                .body("{\"choices\":[{\"message\":{\"content\":\"" + message + "\"},\"finish_reason\":\"stop\"}]}")
                .build());
    }

    private Struct applied() {
        SinkRecord record = new SinkRecord("mails", 0, null, null, MAIL, new Struct(MAIL).put("body", "Two pears!"), 7);
        return (Struct) Objects.requireNonNull(transform.apply(record)).value();
    }

    @Test
    void theAnswerIsAStructOfItsOwnSchema() {
        configure();
        say(
                "{\"customer\":null,\"kind\":\"order\",\"products\":[{\"name\":\"pear\",\"quantity\":2},{\"name\":\"bag\"}]}");

        Struct facts = applied().getStruct("facts");
        facts.validate();

        assertThat(facts.getString("customer")).isNull();
        assertThat(facts.getString("kind")).isEqualTo("order");
        List<Struct> products = facts.getArray("products");
        assertThat(products).extracting(product -> product.getString("name")).containsExactly("pear", "bag");
        assertThat(products).extracting(product -> product.getInt64("quantity")).containsExactly(2L, null);
    }

    @Test
    void anAnswerThatBreaksTheSchemaIsAskedForOnceMore() {
        configure();
        say("I think it is an order.");
        say("```json\n{\"customer\":\"Jo\",\"kind\":\"order\",\"products\":[]}\n```");

        assertThat(applied().getStruct("facts").getString("customer")).isEqualTo("Jo");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void thenItIsTheRecordsOwnFailure() {
        configure();
        for (int i = 0; i < 5; i++) {
            say("{\"customer\":\"secret-token\",\"kind\":\"gift\",\"products\":[]}");
        }

        assertThatThrownBy(this::applied)
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("REJECTED", "`response.schema`", "/kind", "[attempts 2]", "[status 200]")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-token"));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void orANoteBesideAnEmptyPrediction() {
        configure("on.failure", "annotate", "retry.max.attempts", "1");
        say("no");

        Struct mail = applied();

        assertThat(mail.getStruct("facts")).isNull();
        assertThat(mail.getStruct("facts_error").getString("kind")).isEqualTo("REJECTED");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }
}
