package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that a record is asked as.
 *
 * @param inputs none where everything is known
 * @param whole makes the record's outcome of their predictions, which come in the order of the inputs; null where there is one
 *     input, whose prediction is the record's
 */
public record Parts(List<Input> inputs, @Nullable Whole whole) {

    /** Makes one outcome of several predictions. */
    @FunctionalInterface
    public interface Whole {
        Outcome of(List<Prediction> parts);
    }

    public Parts {
        inputs = List.copyOf(inputs);
    }

    /** An input that is asked as it is. */
    public static Parts undivided(Input input) {
        return new Parts(List.of(input), null);
    }

    /** Whether the answer to its only input is the record's. */
    public boolean isUndivided() {
        return whole == null;
    }

    /** What has become of the record, given what has become of each input: the first failure is its own. */
    public Outcome outcome(List<Outcome> outcomes) {
        if (whole == null) {
            return outcomes.get(0);
        }
        List<Prediction> predictions = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Enriched enriched)) {
                return outcome;
            }
            predictions.add(enriched.prediction());
        }
        return whole.of(predictions);
    }
}
