package io.github.hfconnect.transform;

import io.github.hfconnect.inference.Failure;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter tells of its record and its failure, as UTF-8 text: under Connect's own names, so that one reader does
 * for all dead letters, and in parts under names of ours.
 *
 * @param className of the transform
 */
record FailureHeaders(String className, TaskThread task) {

    private static final String CONNECTS = "__connect.errors.";
    private static final String OURS = "hf.error.";

    void addTo(Headers headers, ConnectRecord<?> record, Failure failure) {
        addPlace(headers, record);
        ConnectException exception = ConnectErrors.ofRecord(failure);
        add(headers, CONNECTS + "connector.name", task.connector());
        add(headers, CONNECTS + "task.id", task.task());
        add(headers, CONNECTS + "stage", "TRANSFORMATION");
        add(headers, CONNECTS + "class.name", className);
        add(headers, CONNECTS + "exception.class.name", exception.getClass().getName());
        add(headers, CONNECTS + "exception.message", exception.getMessage());
        add(headers, OURS + "kind", failure.kind().name());
        add(headers, OURS + "status", failure.status());
        add(headers, OURS + "attempts", failure.attempts());
        add(headers, OURS + "endpoint", failure.endpoint());
        add(headers, OURS + "request.id", failure.requestId());
    }

    /** Where a sink has read it, or a source means to write it. */
    private static void addPlace(Headers headers, ConnectRecord<?> record) {
        if (record instanceof SinkRecord sink) {
            add(headers, CONNECTS + "topic", sink.originalTopic());
            add(headers, CONNECTS + "partition", sink.originalKafkaPartition());
            add(headers, CONNECTS + "offset", sink.originalKafkaOffset());
        } else {
            add(headers, CONNECTS + "topic", record.topic());
            add(headers, CONNECTS + "partition", record.kafkaPartition());
        }
    }

    private static void add(Headers headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
