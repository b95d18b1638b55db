package io.github.hfconnect.demo;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that came out, by where it went in.
 *
 * @param kind what became of the record
 * @param source the partition of the chat topic it was read from
 * @param offset its offset there
 * @param record as it was written
 */
record Arrival(Kind kind, int source, long offset, ConsumerRecord<String, String> record) {

    /** What can become of a chat line. */
    enum Kind {
        ENRICHED,
        FLAGGED,
        PASSED,
        DEAD
    }

    /** Places a record of an output topic by its headers. */
    static Arrival of(ConsumerRecord<String, String> record) {
        String prefix = record.topic().equals(DemoTopics.DEAD) ? "__connect.errors." : "hf.source.";
        return new Arrival(
                kind(record),
                Integer.parseInt(header(record, prefix + "partition")),
                Long.parseLong(header(record, prefix + "offset")),
                record);
    }

    /** What the model said. */
    Moderation moderation() {
        return Moderation.of(record.value());
    }

    /** Why a dead letter is one: Connect's reason, or the one below it where Connect's says nothing of its own. */
    String reason() {
        String type = header(record, "__connect.errors.exception.class.name");
        String message = header(record, "__connect.errors.exception.message");
        return type.substring(type.lastIndexOf('.') + 1).replaceFirst(".*\\$", "") + ": " + firstLine(message)
                + (message.endsWith(": ") ? firstLine(rootCause()) : "");
    }

    /** Where the record was written: order is kept within one of these. */
    TopicPartition output() {
        return new TopicPartition(record.topic(), record.partition());
    }

    private String rootCause() {
        String trace = header(record, "__connect.errors.exception.stacktrace");
        String mark = "Caused by: ";
        int last = trace.lastIndexOf(mark);
        return last < 0 ? "" : trace.substring(last + mark.length());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Kind kind(ConsumerRecord<String, String> record) {
        return switch (record.topic()) {
            case DemoTopics.DEAD -> Kind.DEAD;
            case DemoTopics.FLAGGED -> Kind.FLAGGED;
            default -> Moderation.of(record.value()).isAbsent() ? Kind.PASSED : Kind.ENRICHED;
        };
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
