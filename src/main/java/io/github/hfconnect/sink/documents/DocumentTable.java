package io.github.hfconnect.sink.documents;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.sink.lane.Completion;
import io.github.hfconnect.sink.lane.LaneRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was written of the documents of one input partition: what its partition of the state topic says, and what has been decided
 * since. Safe for use by several threads.
 */
final class DocumentTable {

    /**
     * What is to be written of a document.
     *
     * @param record of the state topic that says so
     */
    private record Decided(DocumentState state, ProducerRecord<byte[], byte[]> record) {}

    /**
     * The record of a document that came in last, of which no more is kept than is needed: the document itself would stay in memory.
     *
     * @param alone whether all before it were done with
     */
    private record Latest(Completion record, boolean alone) {}

    private static final int FEW = 64;

    private final StateFormat format;
    private final boolean keepHashes;

    @GuardedBy("this")
    private final Map<DocumentId, long[]> written = new HashMap<>();

    /** Not known to be written yet. */
    @GuardedBy("this")
    private final Map<DocumentId, Decided> decided = new HashMap<>();

    /** Of documents that may have records on their way. */
    @GuardedBy("this")
    private final Map<DocumentId, Latest> latest = new HashMap<>();

    /**
     * An empty table.
     *
     * @param keepHashes whether hashes will be asked for; without them it is half as large
     */
    DocumentTable(StateFormat format, boolean keepHashes) {
        this.format = format;
        this.keepHashes = keepHashes;
    }

    /**
     * Takes in what stands in the state topic.
     *
     * @throws IllegalArgumentException where that is no state
     */
    synchronized void load(String key, byte @Nullable [] value) {
        DocumentId id = DocumentId.of(key);
        DocumentState state = format.decode(value);
        if (state.isEmpty()) {
            written.remove(id);
        } else {
            written.put(id, (keepHashes ? state : state.unsure()).packed());
        }
    }

    /** How many documents have pieces. */
    synchronized int size() {
        return written.size();
    }

    /** How many documents have pieces of which nothing is taken for granted, though hashes are kept. */
    synchronized long countUnsure() {
        return keepHashes
                ? written.values().stream().filter(packed -> packed.length == 1).count()
                : 0;
    }

    /** A record of a document has come in. */
    synchronized void admitted(DocumentId id, LaneRecord record) {
        if (latest.size() > Math.max(FEW, 2 * record.lane().size())) {
            latest.values().removeIf(each -> each.record().isDone());
        }
        Latest before = latest.get(id);
        latest.put(
                id,
                new Latest(
                        record.completion(), before == null || before.record().isDone()));
    }

    /**
     * What stands there when the turn comes of the record that came in last: nothing is certain of it where an earlier one was on
     * its way then.
     */
    synchronized DocumentState certain(DocumentId id, LaneRecord record) {
        Latest last = latest.get(id);
        return last != null && last.record().equals(record.completion()) && last.alone()
                ? written(id)
                : DocumentState.NONE;
    }

    /** What stands there once all that was decided is written. */
    synchronized DocumentState decided(DocumentId id) {
        Decided last = decided.get(id);
        return last == null ? written(id) : last.state();
    }

    /** Takes note of a decision. */
    synchronized void decide(DocumentId id, DocumentState state, ProducerRecord<byte[], byte[]> record) {
        decided.put(id, new Decided(state, record));
    }

    /** What was decided is written. */
    synchronized void wrote(ProducerRecord<byte[], byte[]> record) {
        replace(record, record);
    }

    /** In the place of what was decided, something else is written. */
    synchronized void replace(ProducerRecord<byte[], byte[]> intended, ProducerRecord<byte[], byte[]> written) {
        String key = StateRecords.key(written);
        load(key, written.value());
        DocumentId id = DocumentId.of(key);
        Decided last = decided.get(id);
        if (last != null && last.record().equals(intended)) {
            decided.remove(id);
        }
    }

    /** Nothing of what was decided, and is not written, will be. */
    synchronized void revoke() {
        decided.clear();
    }

    @GuardedBy("this")
    private DocumentState written(DocumentId id) {
        long[] packed = written.get(id);
        return packed == null ? DocumentState.NONE : DocumentState.unpacked(packed);
    }
}
