package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Part;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.record.DocumentKey;
import io.github.hfconnect.sink.lane.LaneRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record as a version of its document, whose key and outcome it has.
 *
 * @param before what stands of the document when its turn comes
 */
record DocumentVersion(LaneRecord record, DocumentState before) {

    /** The document's key as text. */
    static String key(SinkRecord document) {
        return DocumentKey.text(document.keySchema(), Objects.requireNonNull(document.key()));
    }

    /** All its pieces; none where there is no text, or no document any more. */
    List<Part> parts() {
        return record.outcome() instanceof Outcome.Cut cut ? cut.parts() : List.of();
    }

    /** The pieces that have to be written. */
    List<Part> changed() {
        return parts().stream().filter(part -> part.prediction() != null).toList();
    }

    /** The numbers of the pieces that the document had and has no more. */
    IntStream gone() {
        return before.gone(parts());
    }

    /** Whether a topic of so many partitions has the one where the pieces stand, if there are any. */
    boolean isWithin(int partitions) {
        return before.isEmpty() || before.partition() < partitions;
    }

    /**
     * The partition of its pieces: as before, or else where Kafka's producers put the same key by default ({@code
     * BuiltInPartitioner.partitionForKey}, 3.9 and 4.0), so that pieces stand beside what else is known of the document.
     *
     * @param partitions of the output topic
     */
    int partition(int partitions) {
        if (!before.isEmpty() && isWithin(partitions)) {
            return before.partition();
        }
        return Utils.toPositive(Utils.murmur2(key(record.record()).getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    DocumentState after(int partition) {
        return DocumentState.of(partition, parts()).madeBy(revisions());
    }

    /** Of the model that has made the pieces, new ones and those that stay, as far as it was told. */
    private Set<Long> revisions() {
        Set<String> names = new HashSet<>();
        Set<Long> told = new HashSet<>();
        for (Part part : parts()) {
            Prediction prediction = part.prediction();
            if (prediction == null) {
                told.add(before.revision());
            } else if (prediction.origin().revision() != null) {
                names.add(prediction.origin().revision());
            }
        }
        names.forEach(name -> told.add(DocumentState.revision(name)));
        told.remove(DocumentState.NOT_TOLD);
        return told;
    }

    /** How the record ends. */
    Disposition disposition() {
        boolean isWritten = !changed().isEmpty() || gone().findAny().isPresent();
        return record.outcome() instanceof Outcome.Cut && !isWritten
                ? Disposition.PASSED_UNCHANGED
                : Disposition.of(record.outcome());
    }

    /**
     * Nobody else writes for the partition, and a piece is left out only where the document had no other record on its way.
     *
     * @throws ConnectException where a piece is missing all the same
     */
    void requireUnchangedThere() {
        for (Part part : parts()) {
            if (part.prediction() == null && !before.has(part)) {
                throw new ConnectException("Piece " + part.number() + " of the document " + record
                        + " was not asked about, because it was written already; but that is not so any more. Restart the"
                        + " task, which reads again what was written");
            }
        }
    }
}
