package io.github.hfconnect.sink.output;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The headers that tell where an output record comes from, as UTF-8 text.
 *
 * @param model the model id, or null where only an endpoint is configured
 */
public record SourceHeaders(@Nullable String model) {

    void addTo(Headers headers, SinkRecord record) {
        add(headers, "hf.source.topic", record.originalTopic());
        add(headers, "hf.source.partition", String.valueOf(record.originalKafkaPartition()));
        add(headers, "hf.source.offset", String.valueOf(record.originalKafkaOffset()));
        if (model != null) {
            add(headers, "hf.model", model);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
