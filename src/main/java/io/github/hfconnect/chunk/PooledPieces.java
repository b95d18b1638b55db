package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record's prediction is made of those of its pieces.
 *
 * @param pool null for the mean of vectors, and the highest score of each label
 */
public record PooledPieces(Chunker chunker, @Nullable Pool pool) implements Chunking {

    /** Whether predictions of this shape can become one. */
    public static boolean takes(Shape shape) {
        return shape == Shape.Scalar.VECTOR || PooledLabels.takes(shape);
    }

    @Override
    public Parts parts(Input input) {
        Pieces pieces = Pieces.of(input, chunker);
        return new Parts(pieces.inputs(), predictions -> new Outcome.Enriched(pooled(pieces.asked(), predictions)));
    }

    @Override
    public Shape shape(Shape ofPiece) {
        return ofPiece;
    }

    private Prediction pooled(List<Piece> pieces, List<Prediction> predictions) {
        List<Object> values = predictions.stream().map(Prediction::value).toList();
        double[] weights = pieces.stream().mapToDouble(Piece::length).toArray();
        return new Prediction(
                pooled(values, weights),
                Origin.ofSeveral(predictions.stream().map(Prediction::origin).toList()));
    }

    private Object pooled(List<Object> values, double[] weights) {
        if (values.get(0) instanceof float[]) {
            return PooledVectors.mean(values.stream().map(float[].class::cast).toList(), weights);
        }
        return PooledLabels.of(
                values.stream().<Map<?, ?>>map(value -> (Map<?, ?>) value).toList(),
                weights,
                pool == null ? Pool.MAX : pool);
    }
}
