package io.github.hfconnect.sink.documents;

import io.github.hfconnect.chunk.Chunker;
import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.chunk.Piece;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Part;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.Projection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Cuts documents into pieces about which nobody has been asked yet. Those that are blank are left out.
 *
 * @param copied fields that each piece's record gets, a change of which changes all pieces
 */
record DocumentCutter(Chunker chunker, Projection copied) {

    /**
     * The pieces in their order.
     *
     * @throws InferenceException {@code REJECTED}, where there are too many, or a field that is to be copied is not there
     */
    List<Part> parts(SinkRecord document, String text) {
        String key = DocumentVersion.key(document);
        List<Piece> pieces =
                chunker.cut(text).stream().filter(piece -> !piece.isBlank()).toList();
        String others = copied(document);
        List<Part> parts = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            parts.add(new Part(
                    key,
                    parts.size(),
                    parts.size(),
                    pieces.size(),
                    piece.start(),
                    piece.end(),
                    piece.text(),
                    DocumentState.hash(piece.text(), others),
                    null));
        }
        return parts;
    }

    /**
     * What the model is asked about a document.
     *
     * @param before what stands of it; pieces that are among it are not asked about
     * @throws InferenceException as {@link #parts} does
     */
    Parts questions(SinkRecord document, Input input, DocumentState before) {
        List<Part> parts = PieceNumbers.of(parts(document, input.text()), before);
        List<Input> asked = parts.stream()
                .filter(part -> !before.has(part))
                .map(part -> input.withText(part.text()))
                .toList();
        return new Parts(asked, predictions -> answered(parts, before, predictions));
    }

    private static Outcome answered(List<Part> parts, DocumentState before, List<Prediction> predictions) {
        Iterator<Prediction> next = predictions.iterator();
        List<Part> answered = new ArrayList<>(parts.size());
        parts.forEach(part -> answered.add(before.has(part) ? part : part.with(next.next())));
        return new Outcome.Cut(answered);
    }

    private String copied(SinkRecord document) {
        try {
            return copied.text(document.value());
        } catch (DataException e) {
            throw new InferenceException(Failure.of(FailureKind.REJECTED, String.valueOf(e.getMessage())));
        }
    }
}
