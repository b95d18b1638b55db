package io.github.hfconnect.sink.documents;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.config.keys.ChunkRecordSettings;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Revisions;
import io.github.hfconnect.record.Projection;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.output.Decisions;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.sink.output.OutputMapper;
import io.github.hfconnect.sink.output.OutputTopics;
import io.github.hfconnect.sink.output.WriteTrial;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** One task's documents, from their cutting to what is remembered of them. */
public final class Documents {

    private final ChunkRecordSettings settings;
    private final DocumentCutter cutter;
    private final StateFormat format;
    private final StateTopics topics;
    private final StateReader reader;
    private final StateRecords states;
    private final PieceRecords pieces;
    private final WriteTrial trial;
    private final KafkaClients clients;
    private final OutputMapper output;
    private final CurrentRevision current;
    private final DocumentTables tables = new DocumentTables();
    private final PieceCounts counts = new PieceCounts();

    /**
     * The documents of a task that holds no partition yet.
     *
     * @param mapper adds prediction and piece to what is copied of a document
     * @param tokens is asked where pieces are measured in tokens
     * @param revisions of the model that answer now
     */
    public Documents(
            SinkConfig config,
            KafkaClients clients,
            StateTopics topics,
            OutputMapper output,
            RecordMapper mapper,
            TokenCounter tokens,
            Revisions revisions) {
        this.settings = config.pieces();
        this.clients = clients;
        this.topics = topics;
        this.output = output;
        this.current = new CurrentRevision(revisions);
        Projection copied = new Projection(settings.copyFields());
        String group = config.delivery().groupId();
        format = new StateFormat(Sha256.of(config.pieceContent()).getLong());
        cutter = new DocumentCutter(config.chunks().chunker(tokens), copied);
        reader = new StateReader(clients::reader, group, clients.time());
        states = new StateRecords(topics::of, format, group);
        pieces = new PieceRecords(output, new PieceForm(mapper, copied, new PieceKeys(settings.key())));
        trial = new WriteTrial(output, pieces::sample);
    }

    /** A record has entered its lane. */
    public void admitted(LaneRecord record) {
        DocumentTable table = tables.of(record.lane());
        if (table != null && record.record().key() != null) {
            table.admitted(id(record.record()), record);
        }
    }

    /** Why the pieces of a document could not be written, as far as its schema tells. */
    public Optional<Outcome.Failed> refusal(SinkRecord document) {
        return trial.refusal(document);
    }

    /**
     * What the model is asked about a document that has come in last.
     *
     * @throws io.github.hfconnect.inference.InferenceException {@code REJECTED}, where it cannot be cut
     */
    public Parts parts(LaneRecord record, Input input) {
        return cutter.questions(record.record(), input, before(record));
    }

    private DocumentState before(LaneRecord record) {
        DocumentTable table = tables.of(record.lane());
        return table == null || !settings.skipUnchanged()
                ? DocumentState.NONE
                : current.of(table.certain(id(record.record()), record));
    }

    private static DocumentId id(SinkRecord document) {
        return DocumentId.of(DocumentVersion.key(document));
    }

    /** What stands beside the offsets of a partition. */
    public String note(TopicPartition partition) {
        return topics.note(partition);
    }

    /** What becomes of finished documents. */
    public Decisions decisions(OutputTopics outputTopics) {
        return new DocumentDecisions(output, outputTopics, pieces, states, topics, tables, counts);
    }

    /** A writer that holds a partition only once it is known what was written of its documents. */
    public OutputWriter writer(OutputWriter writer, Halt halt) {
        return new DocumentWriter(
                writer,
                tables,
                topics,
                reader,
                () -> new DocumentTable(format, settings.skipUnchanged()),
                clients.faults(),
                halt);
    }

    /** What can be read of it, by the names of metrics. */
    public Map<String, Supplier<? extends Number>> gauges() {
        return Map.of(
                "documents", tables::size,
                "pieces-written", counts.written::sum,
                "pieces-unchanged", counts.unchanged::sum,
                "pieces-removed", counts.removed::sum);
    }
}
