package io.github.hfconnect.record;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Outcomes as the model side gives them. */
public final class Outcomes {

    public static final Shape CLASSIFICATION = fields(
            required("label", STRING),
            required("score", FLOAT64),
            required("labels", listOf(fields(required("label", STRING), required("score", FLOAT64)))));

    static final Map<String, Object> TOXIC = Map.of(
            "label",
            "toxic",
            "score",
            0.75,
            "labels",
            List.of(Map.of("label", "toxic", "score", 0.75), Map.of("label", "kind", "score", 0.25)));

    public static final Outcome PASSED = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);

    private Outcomes() {}

    static Outcome toxic() {
        return enriched(TOXIC);
    }

    public static Outcome enriched(Object value) {
        return new Outcome.Enriched(new Prediction(value, Origin.of("org/model", "own", Duration.ofMillis(12))));
    }

    static Outcome failed() {
        return new Outcome.Failed(Failure.ofStatus(FailureKind.REJECTED, 422, "too long"));
    }
}
