package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is paid for and thrown away is told while it is being configured. */
class LostPredictionsTest {

    private static final String UNWRAP = "io.debezium.transforms.ExtractNewRecordState";

    private static List<String> warnings(String... more) {
        Map<String, String> connector = new HashMap<>(Map.of(
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "transforms", "hf, next",
                "transforms.hf.type", "io.github.hfconnect.HuggingFaceTransform$Value",
                "transforms.hf.token", "hf_secret",
                "transforms.next.type", UNWRAP));
        for (int i = 0; i < more.length; i += 2) {
            connector.put(more[i], more[i + 1]);
        }
        return LostPredictions.in(connector);
    }

    @Test
    void predictionBesideTheRowIsDroppedByWhatHandsOnTheRow() {
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains(
                        "transforms.next (" + UNWRAP + ")",
                        "transforms.hf.output.field",
                        "put hf behind next",
                        "after.")
                .doesNotContain("hf_secret");
    }

    @Test
    void predictionInTheRowOrBehindIsKept() {
        assertThat(warnings("transforms.hf.output.field", "after.mood")).isEmpty();
        assertThat(warnings("transforms", "next,hf")).isEmpty();
        assertThat(warnings("transforms", "hf")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.connect.transforms.ExtractField$Value, field, text, true",
        "org.apache.kafka.connect.transforms.ExtractField$Value, field, ai, false",
        "org.apache.kafka.connect.transforms.ReplaceField$Value, exclude, 'id, ai', true",
        "org.apache.kafka.connect.transforms.ReplaceField$Value, exclude, id, false",
        "org.apache.kafka.connect.transforms.ReplaceField$Value, include, 'id, text', true",
        "org.apache.kafka.connect.transforms.ReplaceField$Value, include, 'id, ai', false",
        "io.debezium.transforms.outbox.EventRouter, route.by.field, type, true",
        "io.debezium.connector.mongodb.transforms.ExtractNewDocumentState, add.fields, op, true",
        "org.apache.kafka.connect.transforms.InsertField$Value, topic.field, topic, false"
    })
    void transformsThatDropFieldsAreKnown(String type, String key, String value, boolean isDropped) {
        List<String> warnings = warnings(
                "transforms.hf.output.field", "ai.mood", "transforms.next.type", type, "transforms.next." + key, value);

        assertThat(warnings).hasSize(isDropped ? 1 : 0);
    }

    @Test
    void whatIsHandedOnIsFollowedFurther() {
        assertThat(warnings(
                        "transforms", "hf,next,last",
                        "transforms.hf.output.field", "after.mood",
                        "transforms.last.type", "org.apache.kafka.connect.transforms.ReplaceField$Value",
                        "transforms.last.exclude", "mood"))
                .singleElement()
                .asString()
                .startsWith("transforms.last (");
    }

    @Test
    void converterThatWritesNoStructsIsToldForASource() {
        String bytes = "org.apache.kafka.connect.converters.ByteArrayConverter";

        assertThat(warnings("transforms", "hf", "value.converter", bytes))
                .singleElement()
                .asString()
                .contains("value.converter=" + bytes, "JsonConverter");
        assertThat(warnings("transforms", "hf", "value.converter", bytes, "topics", "posts"))
                .isEmpty();
        assertThat(warnings("transforms", "hf", "value.converter", "org.apache.kafka.connect.json.JsonConverter"))
                .isEmpty();
    }

    @Test
    void mirrorCopiesBytesAndHasNoPlaceForAPrediction() {
        assertThat(warnings(
                        "transforms", "hf",
                        "connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector",
                        "topics", "posts"))
                .singleElement()
                .asString()
                .contains("MirrorSourceConnector", "sink connector");
    }

    @Test
    void connectorWithoutTransformsHasNothingToTell() {
        assertThat(LostPredictions.in(Map.of("connector.class", "some.Source"))).isEmpty();
    }
}
