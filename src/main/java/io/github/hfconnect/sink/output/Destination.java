package io.github.hfconnect.sink.output;

import io.github.hfconnect.record.output.Redaction;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Where a record goes.
 *
 * @param topic empty where the record is to be left out
 * @param redaction what is hidden of it there, or null
 */
record Destination(String topic, @Nullable Redaction redaction) {

    boolean isNowhere() {
        return topic.isEmpty();
    }

    /** The record as it may be seen there. */
    SchemaAndValue redacted(SchemaAndValue enriched) {
        return redaction == null ? enriched : redaction.of(enriched);
    }
}
