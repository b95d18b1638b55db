package io.github.hfconnect.sink.documents;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.config.keys.ChunkRecordSettings;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Part;
import io.github.hfconnect.record.Projection;
import io.github.hfconnect.record.RecordMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a connector would write of documents that come one after the other, without Kafka. For one thread. */
public final class DocumentRehearsal {

    private static final int PARTITION = 0;

    private final boolean skipUnchanged;
    private final DocumentCutter cutter;
    private final PieceForm form;
    private final Map<String, DocumentState> written = new HashMap<>();

    /**
     * Begins without any document.
     *
     * @param mapper adds prediction and piece to what is copied of a document
     * @param tokens is asked where pieces are measured in tokens
     */
    public DocumentRehearsal(SinkConfig config, RecordMapper mapper, TokenCounter tokens) {
        ChunkRecordSettings settings = config.pieces();
        Projection copied = new Projection(settings.copyFields());
        this.skipUnchanged = settings.skipUnchanged();
        this.cutter = new DocumentCutter(config.chunks().chunker(tokens), copied);
        this.form = new PieceForm(mapper, copied, new PieceKeys(settings.key()));
    }

    /**
     * What the model is asked about a document.
     *
     * @throws io.github.hfconnect.inference.InferenceException {@code REJECTED}, where it cannot be cut
     */
    public Parts parts(SinkRecord document, Input input) {
        return cutter.questions(document, input, skipUnchanged ? before(document) : DocumentState.NONE);
    }

    /** The records that would be written of it: its new pieces, then tombstones for those that it has no more. */
    public List<SinkRecord> records(SinkRecord document, Outcome outcome) {
        if (outcome instanceof Outcome.Failed || outcome.leavesPrediction()) {
            return List.of();
        }
        List<Part> parts = outcome instanceof Outcome.Cut cut ? cut.parts() : List.of();
        List<SinkRecord> records = new ArrayList<>();
        parts.stream()
                .filter(part -> part.prediction() != null)
                .forEach(part -> records.add(form.piece(document, part)));
        before(document).gone(parts).forEach(number -> records.add(form.tombstone(document, number)));
        written.put(DocumentVersion.key(document), DocumentState.of(PARTITION, parts));
        return records;
    }

    private DocumentState before(SinkRecord document) {
        return written.getOrDefault(DocumentVersion.key(document), DocumentState.NONE);
    }
}
