package io.github.hfconnect.chunk;

import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record's prediction is the list of its pieces with a prediction each; none for one that is blank. */
public record ArrayOfPieces(Chunker chunker) implements Chunking {

    @Override
    public Parts parts(Input input) {
        Pieces pieces = Pieces.of(input, chunker);
        return new Parts(pieces.inputs(), predictions -> new Outcome.Enriched(prediction(pieces.all(), predictions)));
    }

    @Override
    public Shape shape(Shape ofPiece) {
        return listOf(fields(
                "Chunk",
                required("start", Shape.Scalar.INT32),
                required("end", Shape.Scalar.INT32),
                required("text", Shape.Scalar.STRING),
                optional("prediction", ofPiece)));
    }

    private static Prediction prediction(List<Piece> pieces, List<Prediction> predictions) {
        List<Map<String, Object>> elements = new ArrayList<>(pieces.size());
        Iterator<Prediction> next = predictions.iterator();
        for (Piece piece : pieces) {
            Map<String, Object> element = element(piece);
            if (!piece.isBlank()) {
                element.put("prediction", next.next().value());
            }
            elements.add(element);
        }
        return new Prediction(
                elements,
                Origin.ofSeveral(predictions.stream().map(Prediction::origin).toList()));
    }

    private static Map<String, Object> element(Piece piece) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("start", piece.start());
        element.put("end", piece.end());
        element.put("text", piece.text());
        return element;
    }
}
