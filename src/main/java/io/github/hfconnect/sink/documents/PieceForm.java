package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Part;
import io.github.hfconnect.record.Projection;
import io.github.hfconnect.record.RecordMapper;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What the pieces of a document look like as records of Connect. Safe for use by several threads.
 *
 * @param mapper adds prediction and piece to what is copied
 * @param copied fields of the document
 */
record PieceForm(RecordMapper mapper, Projection copied, PieceKeys keys) {

    private static final Part SAMPLE = new Part("", 0, 0, 1, 0, 0, "", 0, null);

    /** A piece as it is to be written. */
    SinkRecord piece(SinkRecord document, Part part) {
        SchemaAndValue base = copied.of(document.valueSchema(), document.value());
        return record(document, part.number(), mapper.enriched(base.schema(), base.value(), part));
    }

    /** That a piece is gone. */
    SinkRecord tombstone(SinkRecord document, int number) {
        return record(document, number, SchemaAndValue.NULL);
    }

    /** What a piece without a prediction would look like. */
    SinkRecord sample(SinkRecord document) {
        return piece(document, SAMPLE);
    }

    private SinkRecord record(SinkRecord document, int number, SchemaAndValue value) {
        SchemaAndValue key = keys.of(document, number);
        return document.newRecord(
                document.topic(),
                document.kafkaPartition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                document.timestamp(),
                document.headers());
    }
}
