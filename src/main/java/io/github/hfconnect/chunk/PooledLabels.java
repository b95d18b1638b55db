package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;

/** The labels of a text made of those of its pieces: {@code {label, score, labels: [{label, score}, ..]}}. */
final class PooledLabels {

    private static final String LABEL = "label";
    private static final String SCORE = "score";
    private static final String LABELS = "labels";

    private PooledLabels() {}

    static boolean takes(Shape shape) {
        return shape instanceof Shape.Fields fields
                && fields.fields().stream().map(Shape.Field::name).toList().equals(List.of(LABEL, SCORE, LABELS));
    }

    /** One classification of several; a piece that does not name a label has none of it. */
    static Map<String, Object> of(List<? extends Map<?, ?>> predictions, double[] weights, Pool pool) {
        double total = DoubleStream.of(weights).sum();
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < predictions.size(); i++) {
            double share = weights[i] / total;
            for (Map<?, ?> label : labels(predictions.get(i))) {
                double score = ((Number) Objects.requireNonNull(label.get(SCORE))).doubleValue();
                String name = String.valueOf(label.get(LABEL));
                if (pool == Pool.MAX) {
                    scores.merge(name, score, Math::max);
                } else {
                    scores.merge(name, share * score, Double::sum);
                }
            }
        }
        return prediction(scores);
    }

    private static List<Map<?, ?>> labels(Map<?, ?> prediction) {
        return ((List<?>) Objects.requireNonNull(prediction.get(LABELS)))
                .stream().<Map<?, ?>>map(label -> (Map<?, ?>) label).toList();
    }

    private static Map<String, Object> prediction(Map<String, Double> scores) {
        List<Map<String, Object>> labels = new ArrayList<>();
        scores.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(score -> labels.add(label(score.getKey(), score.getValue())));
        Map<String, Object> prediction = new LinkedHashMap<>(labels.get(0));
        prediction.put(LABELS, labels);
        return prediction;
    }

    private static Map<String, Object> label(String name, double score) {
        Map<String, Object> label = new LinkedHashMap<>();
        label.put(LABEL, name);
        label.put(SCORE, score);
        return label;
    }
}
