package io.github.hfconnect.sink.documents;

import io.github.hfconnect.sink.lane.LaneRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The records of the state topic, one a document. Safe for use by several threads.
 *
 * @param place of an input partition's state
 * @param owner the connector's group
 */
record StateRecords(UnaryOperator<TopicPartition> place, StateFormat format, String owner) {

    /** What a document is to be remembered by; a tombstone where it has no pieces. */
    ProducerRecord<byte[], byte[]> of(LaneRecord record, DocumentState state) {
        SinkRecord document = record.record();
        TopicPartition partition =
                place.apply(new TopicPartition(document.originalTopic(), document.originalKafkaPartition()));
        String key = DocumentVersion.key(document);
        Header writer = new RecordHeader(StateReader.OWNER, owner.getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                key.getBytes(StandardCharsets.UTF_8),
                format.encode(state),
                List.of(writer));
    }

    /**
     * What a document is to be remembered by of which not all was written.
     *
     * @param intended what would have been written
     * @param otherwise what stands there besides
     */
    ProducerRecord<byte[], byte[]> unsure(
            LaneRecord record, ProducerRecord<byte[], byte[]> intended, DocumentState otherwise) {
        DocumentState state = format.decode(intended.value());
        return of(record, state.isEmpty() ? otherwise.unsure() : state.atLeast(otherwise.count()));
    }

    /** The document that a record is about. */
    static String key(ProducerRecord<byte[], byte[]> state) {
        return new String(state.key(), StandardCharsets.UTF_8);
    }
}
