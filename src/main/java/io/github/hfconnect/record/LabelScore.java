package io.github.hfconnect.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A label and its score, as read from a classification: a prediction's value, or the Struct or Map that it has become in
 * a record.
 *
 * @param score as the model gave it, usually from 0 to 1
 */
public record LabelScore(String label, double score) {

    /** The best label, or empty where the value is no classification. */
    public static Optional<LabelScore> best(@Nullable Object prediction) {
        return child(prediction, "label") instanceof String label && child(prediction, "score") instanceof Number score
                ? Optional.of(new LabelScore(label, score.doubleValue()))
                : Optional.empty();
    }

    /** The score of one label, or empty where the model did not give it one. */
    public static Optional<LabelScore> of(@Nullable Object prediction, String label) {
        List<?> labels = child(prediction, "labels") instanceof List<?> list ? list : List.of();
        return labels.stream()
                .map(LabelScore::best)
                .flatMap(Optional::stream)
                .filter(candidate -> candidate.label.equals(label))
                .findFirst()
                .or(() -> best(prediction).filter(candidate -> Objects.equals(candidate.label, label)));
    }

    private static @Nullable Object child(@Nullable Object parent, String name) {
        if (parent instanceof Struct struct) {
            return struct.schema().field(name) == null ? null : struct.get(name);
        }
        return parent instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
