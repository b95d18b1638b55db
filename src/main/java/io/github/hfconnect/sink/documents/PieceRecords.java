package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Part;
import io.github.hfconnect.sink.output.OutputMapper;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

/** The output records of a document's pieces. Safe for use by several threads. */
record PieceRecords(OutputMapper output, PieceForm form) {

    /** A piece as it is to be written. */
    ProducerRecord<byte[], byte[]> piece(String topic, int partition, SinkRecord document, Part part)
            throws InterruptedException {
        return written(topic, partition, document, form.piece(document, part));
    }

    /** That a piece is gone. */
    ProducerRecord<byte[], byte[]> tombstone(String topic, int partition, SinkRecord document, int number)
            throws InterruptedException {
        return written(topic, partition, document, form.tombstone(document, number));
    }

    /** What a piece without a prediction would look like. */
    SinkRecord sample(SinkRecord document) {
        return form.sample(document);
    }

    private ProducerRecord<byte[], byte[]> written(String topic, int partition, SinkRecord document, SinkRecord record)
            throws InterruptedException {
        SchemaAndValue value = new SchemaAndValue(record.valueSchema(), record.value());
        ProducerRecord<byte[], byte[]> written = output.output(topic, record, value, document);
        return new ProducerRecord<>(
                topic, partition, written.timestamp(), written.key(), written.value(), written.headers());
    }
}
