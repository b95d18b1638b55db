package io.github.hfconnect.cli;

import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.record.WrittenTime;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record of a dead letter topic, with what its headers tell: Connect's, and those of our transforms. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    /** How many times a record was put back; kept by whoever makes it a dead letter again. */
    static final String ATTEMPTS = "hf.replay.attempts";

    private static final String CONNECTS = "__connect.errors.";
    private static final String OURS = "hf.error.";

    /** Every message of ours begins with the kind, after the record's place. */
    private static final Pattern KIND = Pattern.compile(
            "\\b(" + Stream.of(FailureKind.values()).map(Enum::name).collect(Collectors.joining("|")) + "): ");

    /** The kind of failure, or empty where the letter is not of this project or tells nothing. */
    Optional<FailureKind> kind() {
        Optional<String> told = header(OURS + "kind");
        return told.isPresent()
                ? told.flatMap(DeadLetter::kindNamed)
                : header(CONNECTS + "exception.message").flatMap(DeadLetter::kindIn);
    }

    private static Optional<FailureKind> kindIn(String message) {
        Matcher matcher = KIND.matcher(message);
        return matcher.find() ? kindNamed(matcher.group(1)) : Optional.empty();
    }

    private static Optional<FailureKind> kindNamed(String name) {
        return Stream.of(FailureKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    /** Whether it tells anything of its failure at all. */
    boolean hasContext() {
        return kind().isPresent() || sourceTopic().isPresent();
    }

    /** The topic that the record was read from. */
    Optional<String> sourceTopic() {
        return header(CONNECTS + "topic");
    }

    /** The partition that the record was read from. */
    Optional<Integer> sourcePartition() {
        return header(CONNECTS + "partition")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    /** How many times the record was put back already. */
    int attempts() {
        return header(ATTEMPTS)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /** The letter's own place. */
    String place() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /**
     * The record as it was: its bytes, its time and its own headers. What was said of its failure is left out, so that it
     * does not pile up with a second one.
     *
     * @param partition null where the key decides
     */
    ProducerRecord<byte[], byte[]> putBack(String topic, @Nullable Integer partition) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!isOfFailure(header.key())) {
                headers.add(header);
            }
        }
        headers.add(ATTEMPTS, String.valueOf(attempts() + 1).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                topic, partition, WrittenTime.of(record.timestamp()), record.key(), record.value(), headers);
    }

    private static boolean isOfFailure(String header) {
        return header.startsWith(CONNECTS) || header.startsWith(OURS) || header.equals(ATTEMPTS);
    }

    /** The last of that name: earlier ones are of earlier failures. */
    private Optional<String> header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
