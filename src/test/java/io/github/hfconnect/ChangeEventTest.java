package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a transform in Debezium's source makes of the events between the inserts. */
class ChangeEventTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("db.public.posts.Value")
            .optional()
            .field("id", Schema.INT32_SCHEMA)
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("db.public.posts.Envelope")
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final HuggingFaceTransform<SourceRecord> transform = new HuggingFaceTransform.Value<>();

    @AfterEach
    void close() {
        transform.close();
    }

    @Test
    void deletesPassAsTheyAre() {
        configure("on.failure", "annotate", "output.metadata.field", "after.call");
        Struct delete = new Struct(ENVELOPE).put("before", row("hi")).put("op", "d");

        Struct passed = (Struct) apply(ENVELOPE, delete).value();

        assertThat(passed.get("after")).isNull();
        assertThat(passed.getStruct("before").getString("text")).isEqualTo("hi");
        assertThat(server.getRequestCount()).isZero();
    }

    private static Struct row(String text) {
        return new Struct(ROW).put("id", 1).put("text", text);
    }

    private void configure(String... more) {
        Map<String, Object> props = new HashMap<>(ModelServer.props(server));
        props.put("input.field", "after.text");
        props.put("output.field", "after.mood");
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        transform.configure(props);
    }

    private SourceRecord apply(@Nullable Schema schema, Object value) {
        return Objects.requireNonNull(
                transform.apply(new SourceRecord(Map.of(), Map.of(), "db.public.posts", schema, value)));
    }
}
