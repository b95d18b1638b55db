package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a converter cannot write is found before a call is paid for. */
class RefusedFieldsTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("Row")
            .field("text", Schema.STRING_SCHEMA)
            .build();

    private final HangingModel model = new HangingModel();

    @Test
    void namesThatTheConverterCannotSpellFailTheTaskBeforeACall() {
        try (SinkTaskHarness sink = new SinkTaskHarness(model, settings("my-call"))) {
            assertThatThrownBy(() -> sink.task().put(List.of(row(0))))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(BinaryRecordConverter.class.getName())
                    .hasMessageContaining("my-call")
                    .hasMessageContaining("output.value.converter")
                    .hasMessageContaining("output.metadata.field");
        }
        assertThat(model.model().calls()).isEmpty();
    }

    /** Of an answer that nobody has given yet, in both guarantees. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesDeepInThePredictionFailTheTaskBeforeACall(boolean exactlyOnce) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(settings("call"));
        settings.put("task", "chat-completion");
        settings.put("endpoint.api", "openai");
        settings.put(
                "response.schema",
                "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"object\",\"properties\":{"
                        + "\"line-items\":{\"type\":\"string\"}}}}}");
        FakeCluster cluster = new FakeCluster();
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink =
                exactlyOnce ? new SinkTaskHarness(model, settings, cluster) : new SinkTaskHarness(model, settings)) {
            sink.until(() -> sink.context.paused().isEmpty());
            assertThatThrownBy(() -> sink.task().put(List.of(row(0))))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(BinaryRecordConverter.class.getName())
                    .hasMessageContaining("line-items")
                    .hasMessageContaining("output.value.converter")
                    .hasMessageContaining("Rename what is refused")
                    .hasMessageContaining("response.schema");
        }
        assertThat(model.model().calls()).isEmpty();
    }

    @Test
    void recordsWhoseFieldsAreTakenAreTriedOnceAndEnriched() throws InterruptedException {
        try (SinkTaskHarness sink = new SinkTaskHarness(model, settings("my_call"))) {
            sink.task().put(List.of(row(0), row(1)));
            sink.until(() -> sink.producer.history().size() == 2);

            assertThat(new String(sink.producer.history().get(1).value(), StandardCharsets.UTF_8))
                    .contains("HI");
        }
        assertThat(model.model().calls()).isNotEmpty();
    }

    @Test
    void recordsThatTheConverterRefusesAreReportedWithoutACall() throws InterruptedException {
        Map<String, String> settings =
                Map.of("input.field", "text", "output.value.converter", BytesOnlyConverter.class.getName());
        try (SinkTaskHarness sink = new SinkTaskHarness(model, settings)) {
            sink.task().put(List.of(row(0), row(1)));
            sink.until(() -> sink.context.reported().size() == 2);
        }
        assertThat(model.model().calls()).isEmpty();
    }

    private static Map<String, String> settings(String metadata) {
        return Map.of(
                "input.field",
                "text",
                "output.metadata.field",
                metadata,
                "output.value.converter",
                BinaryRecordConverter.class.getName());
    }

    private static SinkRecord row(long offset) {
        return new SinkRecord(
                CHAT_0.topic(), CHAT_0.partition(), null, "key", ROW, new Struct(ROW).put("text", "hi"), offset);
    }
}
