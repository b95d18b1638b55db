package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictionMatchesTest {

    private static final Map<String, Object> TOXIC = Map.of(
            "label",
            "toxic",
            "score",
            0.75,
            "labels",
            List.of(Map.of("label", "toxic", "score", 0.75), Map.of("label", "kind", "score", 0.25)));

    @Test
    void schemaless() {
        assertThat(test(Map.of("prediction", TOXIC), "label", "toxic")).isTrue();
        assertThat(test(Map.of("prediction", TOXIC), "label", "kind")).isFalse();
    }

    @Test
    void withSchema() {
        Schema prediction = SchemaBuilder.struct()
                .field("label", Schema.STRING_SCHEMA)
                .field("score", Schema.FLOAT64_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct().field("prediction", prediction).build();
        Struct value = new Struct(schema)
                .put("prediction", new Struct(prediction).put("label", "toxic").put("score", 0.75));

        assertThat(matches(schema, value, "label", "toxic")).isTrue();
        assertThat(matches(schema, value, "label", "kind")).isFalse();
    }

    @Test
    void theScoreOfAnyLabelCountsNotOnlyTheBest() {
        assertThat(test(Map.of("prediction", TOXIC), "label", "kind", "min.score", "0.25"))
                .isTrue();
        assertThat(test(Map.of("prediction", TOXIC), "label", "kind", "min.score", "0.26"))
                .isFalse();
    }

    @Test
    void thePredictionMayStandAnywhere() {
        assertThat(test(Map.of("ai", Map.of("mood", TOXIC)), "label", "toxic", "field", "ai.mood"))
                .isTrue();
    }

    @Test
    void recordsWithoutPredictionDoNotMatch() {
        Map<String, @Nullable Object> passed = new HashMap<>();
        passed.put("prediction", null);

        assertThat(test(passed, "label", "toxic")).isFalse();
        assertThat(matches(null, null, "label", "toxic")).isFalse();
    }

    /** Heartbeats and transactions of Debezium go through the same transforms as its rows. */
    @Test
    void recordsWithoutTheFieldDoNotMatch() {
        assertThat(test(Map.of("ts_ms", 1), "label", "toxic")).isFalse();
        assertThat(test(Map.of("ai", "none"), "label", "toxic", "field", "ai.mood"))
                .isFalse();
    }

    @Test
    void theLabelIsRequired() {
        assertThatThrownBy(() -> test(Map.of("prediction", TOXIC)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("label");
    }

    private static boolean test(Object value, String... props) {
        return matches(null, value, props);
    }

    private static boolean matches(@Nullable Schema schema, @Nullable Object value, String... props) {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < props.length; i += 2) {
            config.put(props[i], props[i + 1]);
        }
        try (PredictionMatches<SinkRecord> predicate = new PredictionMatches<>()) {
            predicate.configure(config);
            return predicate.test(new SinkRecord("chat", 0, null, null, schema, value, 0));
        }
    }
}
