package io.github.hfconnect.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.Arrival.Kind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ArrivalTest {

    private static final String ERRORS = "__connect.errors.";

    @Test
    void anEnrichedRecordIsPlacedByItsSourceHeaders() {
        ConsumerRecord<String, String> record = record(
                DemoTopics.MODERATED,
                "{\"message\": \"hi\", \"moderation\": {\"label\": \"neutral\", \"score\": 0.9}}");
        add(record, "hf.source.partition", "3");
        add(record, "hf.source.offset", "41");

        assertThat(Arrival.of(record)).isEqualTo(new Arrival(Kind.ENRICHED, 3, 41, record));
        assertThat(Arrival.of(record).moderation().score()).isEqualTo(0.9);
    }

    @Test
    void aRecordWithoutAPredictionHasPassed() {
        ConsumerRecord<String, String> record =
                record(DemoTopics.MODERATED, "{\"message\": \"\", \"moderation\": null}");
        add(record, "hf.source.partition", "0");
        add(record, "hf.source.offset", "0");

        assertThat(Arrival.of(record).kind()).isEqualTo(Kind.PASSED);
    }

    @Test
    void aDeadLetterGivesConnectsReason() {
        Arrival letter =
                letter("io.github.hfconnect.sink.output.RecordFailedException$Rejected", "too long\nsecond line", "");

        assertThat(letter.kind()).isEqualTo(Kind.DEAD);
        assertThat(letter.reason()).isEqualTo("Rejected: too long");
    }

    @Test
    void whereConnectsReasonNamesNoneTheRootCauseIsAdded() {
        Arrival letter = letter(
                "org.apache.kafka.connect.errors.DataException",
                "Converting failed due to serialization error: ",
                "DataException: x\n\tat a\nCaused by: Wrapped: y\n\tat b\nCaused by: JsonEOFException: end of input\n\tat c");

        assertThat(letter.reason())
                .isEqualTo("DataException: Converting failed due to serialization error: "
                        + "JsonEOFException: end of input");
    }

    private static Arrival letter(String type, String message, String trace) {
        ConsumerRecord<String, String> record = record(DemoTopics.DEAD, "{}");
        add(record, ERRORS + "partition", "0");
        add(record, ERRORS + "offset", "5");
        add(record, ERRORS + "exception.class.name", type);
        add(record, ERRORS + "exception.message", message);
        add(record, ERRORS + "exception.stacktrace", trace);
        return Arrival.of(record);
    }

    private static ConsumerRecord<String, String> record(String topic, String value) {
        return new ConsumerRecord<>(topic, 0, 0, "key", value);
    }

    private static void add(ConsumerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
