package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Part;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.output.Decisions;
import io.github.hfconnect.sink.output.OutputDecision;
import io.github.hfconnect.sink.output.OutputMapper;
import io.github.hfconnect.sink.output.OutputTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Makes of each document its pieces, tombstones for the pieces that it had and has no more, and its new state. A document that has
 * failed leaves what is there. Safe for use by several threads.
 */
final class DocumentDecisions implements Decisions {

    private final OutputMapper mapper;
    private final OutputTopics topics;
    private final PieceRecords pieces;
    private final StateRecords states;
    private final StateTopics stateTopics;
    private final DocumentTables tables;
    private final PieceCounts counts;

    DocumentDecisions(
            OutputMapper mapper,
            OutputTopics topics,
            PieceRecords pieces,
            StateRecords states,
            StateTopics stateTopics,
            DocumentTables tables,
            PieceCounts counts) {
        this.mapper = mapper;
        this.topics = topics;
        this.pieces = pieces;
        this.states = states;
        this.stateTopics = stateTopics;
        this.tables = tables;
        this.counts = counts;
    }

    @Override
    public OutputDecision of(LaneRecord record) throws InterruptedException {
        Outcome outcome = record.outcome();
        if (outcome instanceof Outcome.Failed failed) {
            return mapper.failed(record.record(), failed);
        }
        DocumentTable table = tables.of(record.lane());
        Optional<String> topic = mapper.topic(record.record(), outcome);
        // What is not known to have changed stays; whoever was given up meanwhile writes nothing, nor whoever names no
        // document.
        boolean isNamed = record.record().key() != null;
        if (table == null || topic.isEmpty() || outcome.leavesPrediction() || !isNamed) {
            return OutputDecision.Emit.nothing(Disposition.of(outcome));
        }
        DocumentVersion version = new DocumentVersion(record, table.decided(id(record)));
        version.requireUnchangedThere();
        int partition = partition(version, topic.get());
        return mapper.orReport(
                topic.get(), () -> decided(table, version, outputs(version, topic.get(), partition), partition));
    }

    /** A topic may have got more partitions since it was looked at, and pieces in them from another task. */
    private int partition(DocumentVersion version, String topic) throws InterruptedException {
        int known = topics.ensure(topic);
        return version.partition(version.isWithin(known) ? known : topics.lookAgain(topic));
    }

    private List<ProducerRecord<byte[], byte[]>> outputs(DocumentVersion version, String topic, int partition)
            throws InterruptedException {
        SinkRecord document = version.record().record();
        List<ProducerRecord<byte[], byte[]>> outputs = new ArrayList<>();
        for (Part part : version.changed()) {
            outputs.add(pieces.piece(topic, partition, document, part));
        }
        for (int gone : version.gone().toArray()) {
            outputs.add(pieces.tombstone(topic, partition, document, gone));
        }
        return outputs;
    }

    private OutputDecision decided(
            DocumentTable table, DocumentVersion version, List<ProducerRecord<byte[], byte[]>> outputs, int partition) {
        if (outputs.isEmpty()) {
            return OutputDecision.Emit.nothing(version.disposition());
        }
        DocumentState after = version.after(partition);
        ProducerRecord<byte[], byte[]> state = states.of(version.record(), after);
        table.decide(id(version.record()), after, state);
        return new OutputDecision.Emit(outputs, List.of(state), version.disposition());
    }

    private static DocumentId id(LaneRecord record) {
        return DocumentId.of(DocumentVersion.key(record.record()));
    }

    @Override
    public void written(LaneRecord record, OutputDecision.Emit emit) {
        DocumentTable table = tables.of(record.lane());
        if (table != null) {
            emit.conclusions().forEach(table::wrote);
        }
        count(record.outcome(), emit);
    }

    private void count(Outcome outcome, OutputDecision.Emit emit) {
        long removed =
                emit.outputs().stream().filter(output -> output.value() == null).count();
        long written = emit.outputs().size() - removed;
        counts.removed.add(removed);
        if (outcome instanceof Outcome.Cut cut) {
            counts.written.add(written);
            counts.unchanged.add(cut.parts().size() - written);
        }
    }

    /** Some pieces may be new and some old, so that the next version writes all, and takes away as many as there may be. */
    @Override
    public List<ProducerRecord<byte[], byte[]>> halfWritten(LaneRecord record, OutputDecision.Emit emit) {
        DocumentTable table = tables.of(record.lane());
        if (table == null) {
            return List.of();
        }
        DocumentState now = table.decided(id(record));
        List<ProducerRecord<byte[], byte[]>> amended = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> state : emit.conclusions()) {
            ProducerRecord<byte[], byte[]> unsure = states.unsure(record, state, now);
            table.replace(state, unsure);
            amended.add(unsure);
        }
        return amended;
    }

    @Override
    public void revoke(PartitionLane lane) {
        DocumentTable table = tables.of(lane);
        if (table != null) {
            table.revoke();
        }
    }

    @Override
    public void look() {
        stateTopics.requireThere();
    }
}
