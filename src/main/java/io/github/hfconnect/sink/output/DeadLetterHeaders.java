package io.github.hfconnect.sink.output;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * The headers that Connect gives the dead letters that a sink task reports ({@code DeadLetterQueueReporter}, 4.3.1), as UTF-8 text.
 *
 * @param connector its name
 * @param task its number
 */
public record DeadLetterHeaders(String connector, String task) {

    private static final String PREFIX = "__connect.errors.";

    public void addTo(Headers headers, SinkRecord record, Throwable why) {
        add(headers, "topic", record.originalTopic());
        add(headers, "partition", String.valueOf(record.originalKafkaPartition()));
        add(headers, "offset", String.valueOf(record.originalKafkaOffset()));
        add(headers, "connector.name", connector);
        add(headers, "task.id", task);
        add(headers, "stage", "TASK_PUT");
        add(headers, "class.name", SinkTask.class.getName());
        add(headers, "exception.class.name", why.getClass().getName());
        add(headers, "exception.message", why.getMessage());
        add(headers, "exception.stacktrace", stackTrace(why));
    }

    private static String stackTrace(Throwable why) {
        StringWriter text = new StringWriter();
        why.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        headers.add(PREFIX + name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
