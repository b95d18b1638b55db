package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the answers to pieces become. */
class ChunkingTest {

    private static final ChunkRules RULES =
            new ChunkRules(32, 0, Arrays.asList(Boundary.values()), ChunkFormat.TEXT, 100);
    private static final Input TWO = Input.of("The first sentence of two. The second one.");
    private static final Origin ORIGIN = new Origin("m", null, "e", null, Duration.ofMillis(5), 1, false, 7L, 0L, "id");

    @Test
    void anArrayHoldsEachPieceWithItsPrediction() {
        Parts parts = new ArrayOfPieces(Chunker.of(RULES)).parts(TWO);

        assertThat(parts.inputs())
                .extracting(Input::text)
                .containsExactly("The first sentence of two. ", "The second one.");
        assertThat(value(parts, "A", "B"))
                .isEqualTo(List.of(
                        Map.of("start", 0, "end", 27, "text", "The first sentence of two. ", "prediction", "A"),
                        Map.of("start", 27, "end", 42, "text", "The second one.", "prediction", "B")));
    }

    @Test
    void aBlankPieceIsNotAskedAbout() {
        Parts parts = new ArrayOfPieces(Chunker.of(RULES)).parts(Input.of("one" + " ".repeat(100) + "two"));

        assertThat(parts.inputs()).hasSizeBetween(1, 2);
        List<?> elements =
                (List<?>) value(parts, parts.inputs().stream().map(Input::text).toArray());
        assertThat(elements).hasSizeGreaterThan(parts.inputs().size());
        assertThat(elements)
                .anySatisfy(element -> assertThat(((Map<?, ?>) element).containsKey("prediction"))
                        .isFalse());
    }

    @Test
    void aShortTextIsOneElement() {
        Parts parts = new ArrayOfPieces(Chunker.of(RULES)).parts(Input.of("short"));

        assertThat(value(parts, "S"))
                .isEqualTo(List.of(Map.of("start", 0, "end", 5, "text", "short", "prediction", "S")));
    }

    @Test
    void parametersOfTheRecordAreThoseOfItsPieces() {
        Input input = new Input(Map.of(Input.MAIN, TWO.text()), Map.of("top_k", 1));

        assertThat(new ArrayOfPieces(Chunker.of(RULES)).parts(input).inputs())
                .allSatisfy(part -> assertThat(part.parameters()).containsEntry("top_k", 1));
    }

    @Test
    void vectorsBecomeTheirMeanByLengthWithTheLengthOne() {
        float[] pooled = (float[]) value(pool(null), new float[] {3, 0}, new float[] {0, 4});

        double x = 27 * 3;
        double y = 15 * 4;
        assertThat(pooled[0]).isCloseTo((float) (x / Math.hypot(x, y)), within(1e-6f));
        assertThat(pooled[1]).isCloseTo((float) (y / Math.hypot(x, y)), within(1e-6f));
    }

    @Test
    void theVectorOfAShortTextIsTheModelsButOfLengthOne() {
        float[] unit = {0.6f, 0.8f};
        Parts one = new PooledPieces(Chunker.of(RULES), null).parts(Input.of("short"));

        assertThat(value(one, (Object) unit)).isSameAs(unit);
        assertThat((float[]) value(one, (Object) new float[] {3, 4})).containsExactly(0.6f, 0.8f);
    }

    @Test
    void vectorsThatCancelEachOtherOutBecomeNull() {
        Parts parts = new PooledPieces(text -> List.of(new Piece(0, 0, 1, "a"), new Piece(1, 1, 2, "b")), null)
                .parts(Input.of("ab"));

        assertThat((float[]) value(parts, new float[] {1, 0}, new float[] {-1, 0}))
                .containsExactly(0f, 0f);
    }

    @Test
    void oneRudePieceMakesALongTextRude() {
        Object pooled = value(pool(null), labels("fine", 0.99, "rude", 0.01), labels("rude", 0.9, "fine", 0.1));

        assertThat(pooled).isEqualTo(labels("fine", 0.99, "rude", 0.9));
        assertThat(value(pool(null), labels("fine", 0.5, "rude", 0.5), labels("rude", 0.9, "fine", 0.1)))
                .isEqualTo(labels("rude", 0.9, "fine", 0.5));
    }

    @Test
    void theMeanOfScoresGoesByLength() {
        Map<?, ?> pooled = (Map<?, ?>) value(pool(Pool.MEAN), labels("fine", 1.0), labels("rude", 0.5));

        assertThat(pooled.get("label")).isEqualTo("fine");
        assertThat((Double) pooled.get("score")).isCloseTo(27 / 42.0, within(1e-9));
        assertThat(pooled.toString()).contains("rude");
    }

    @Test
    void onlyVectorsAndLabelsCanBecomeOne() {
        Shape labels = Shape.fields(
                "Classification",
                Shape.required("label", Shape.Scalar.STRING),
                Shape.required("score", Shape.Scalar.FLOAT64),
                Shape.required("labels", Shape.listOf(Shape.Scalar.STRING)));

        assertThat(PooledPieces.takes(Shape.Scalar.VECTOR)).isTrue();
        assertThat(PooledPieces.takes(labels)).isTrue();
        assertThat(PooledPieces.takes(Shape.Scalar.STRING)).isFalse();
        assertThat(PooledPieces.takes(Shape.listOf(labels))).isFalse();
    }

    @Test
    void theFirstFailureIsTheRecords() {
        Parts parts = pool(null);
        Outcome failed = new Outcome.Failed(Failure.of(FailureKind.REJECTED, "no"));

        assertThat(parts.outcome(List.of(new Outcome.Enriched(new Prediction("x", ORIGIN)), failed)))
                .isSameAs(failed);
    }

    @Test
    void whatWasBilledIsToldOfASingleCallOnly() {
        assertThat(Origin.ofSeveral(List.of(ORIGIN))).isSameAs(ORIGIN);

        Origin slow = new Origin("m", null, "e2", null, Duration.ofMillis(50), 3, true, 9L, 1L, "id2");
        assertThat(Origin.ofSeveral(List.of(ORIGIN, slow)))
                .isEqualTo(new Origin("m", null, "e", null, Duration.ofMillis(50), 3, false, null, null, "id"));
    }

    private static Parts pool(@org.jspecify.annotations.Nullable Pool pool) {
        return new PooledPieces(Chunker.of(RULES), pool).parts(TWO);
    }

    private static Object value(Parts parts, Object... answers) {
        List<Outcome> outcomes = new ArrayList<>();
        Arrays.stream(answers).forEach(answer -> outcomes.add(new Outcome.Enriched(new Prediction(answer, ORIGIN))));
        return ((Outcome.Enriched) parts.outcome(outcomes)).prediction().value();
    }

    /** Labels and scores by turns, the highest first. */
    private static Map<String, Object> labels(Object... labelsAndScores) {
        List<Map<String, Object>> labels = new ArrayList<>();
        for (int i = 0; i < labelsAndScores.length; i += 2) {
            labels.add(Map.of("label", labelsAndScores[i], "score", labelsAndScores[i + 1]));
        }
        Map<String, Object> prediction = new LinkedHashMap<>(labels.get(0));
        prediction.put("labels", labels);
        return prediction;
    }
}
