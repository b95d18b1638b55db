package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Part;
import io.github.hfconnect.record.Projection;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.sink.output.OutputMapper;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The output records of a document's pieces. Safe for use by several threads.
 *
 * @param mapper adds prediction and piece to what is copied
 * @param copied fields of the document
 */
record PieceRecords(OutputMapper output, RecordMapper mapper, Projection copied, PieceKeys keys) {

    private static final Part SAMPLE = new Part("", 0, 0, 1, 0, 0, "", 0, null);

    /** A piece as it is to be written. */
    ProducerRecord<byte[], byte[]> piece(String topic, int partition, SinkRecord document, Part part)
            throws InterruptedException {
        return written(topic, partition, document, record(document, part));
    }

    /** That a piece is gone. */
    ProducerRecord<byte[], byte[]> tombstone(String topic, int partition, SinkRecord document, int number)
            throws InterruptedException {
        return written(topic, partition, document, record(document, number, SchemaAndValue.NULL));
    }

    /** What a piece without a prediction would look like. */
    SinkRecord sample(SinkRecord document) {
        return record(document, SAMPLE);
    }

    private SinkRecord record(SinkRecord document, Part part) {
        SchemaAndValue base = copied.of(document.valueSchema(), document.value());
        return record(document, part.number(), mapper.enriched(base.schema(), base.value(), part));
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

    private ProducerRecord<byte[], byte[]> written(String topic, int partition, SinkRecord document, SinkRecord record)
            throws InterruptedException {
        SchemaAndValue value = new SchemaAndValue(record.valueSchema(), record.value());
        ProducerRecord<byte[], byte[]> written = output.output(topic, record, value, document);
        return new ProducerRecord<>(
                topic, partition, written.timestamp(), written.key(), written.value(), written.headers());
    }
}
