package io.github.hfconnect.sink;

import static io.github.hfconnect.record.ChangeEvents.KEYED;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.record.ChangeEvents;
import io.github.hfconnect.resilience.FakeInferenceClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The life of a row on Debezium's topic: each event leaves the sink, in order, and rows alone are asked about. */
class ChangeEventsTest {

    private static final Schema ENVELOPE = ChangeEvents.envelope(KEYED);
    private static final Schema HEARTBEAT = SchemaBuilder.struct()
            .name("io.debezium.connector.common.Heartbeat")
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();

    private final FakeInferenceClient model = new FakeInferenceClient();

    @Test
    void everyEventLeavesAndOnlyRowsAreAskedAbout() throws InterruptedException {
        Map<String, String> settings = Map.of(
                "input.field", "after.text",
                "output.field", "after.mood",
                "on.missing.input", "skip",
                "on.failure", "annotate",
                "output.headers", "true");
        try (SinkTaskHarness sink = new SinkTaskHarness(model, settings)) {
            sink.task()
                    .put(List.of(
                            record(0, ENVELOPE, event("c", null, row("hi"))),
                            record(1, ENVELOPE, event("u", null, row("__debezium_unavailable_value"))),
                            record(2, HEARTBEAT, new Struct(HEARTBEAT).put("ts_ms", 5L)),
                            record(3, ENVELOPE, event("d", row("hi"), null)),
                            record(4, null, null),
                            record(5, ENVELOPE, event("t", null, null))));
            sink.until(() -> sink.producer.history().size() == 6);

            assertThat(sink.written(0)).containsExactly("0", "1", "2", "3", "4", "5");
            assertThat(value(sink, 0)).contains("\"mood\":\"HI\"");
            assertThat(value(sink, 2)).isEqualTo("{\"ts_ms\":5}");
            assertThat(value(sink, 3)).contains("\"after\":null", "\"op\":\"d\"", "\"text\":\"hi\"");
            assertThat(sink.producer.history().get(4).value()).isNull();
            assertThat(value(sink, 5)).contains("\"after\":null", "\"op\":\"t\"");
        }
        assertThat(model.calls()).containsExactly(List.of("hi"));
    }

    private static String value(SinkTaskHarness sink, int index) {
        return new String(sink.producer.history().get(index).value(), StandardCharsets.UTF_8);
    }

    private static SinkRecord record(long offset, @Nullable Schema schema, @Nullable Object value) {
        return new SinkRecord(CHAT_0.topic(), CHAT_0.partition(), null, "key", schema, value, offset);
    }

    private static Struct row(String text) {
        return ChangeEvents.row(KEYED, text);
    }

    private static Struct event(String op, @Nullable Struct before, @Nullable Struct after) {
        return ChangeEvents.event(KEYED, op, before, after);
    }
}
