package io.github.hfconnect.task.media;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.task.Classification;
import io.github.hfconnect.task.ScoredLabel;
import java.util.List;
import java.util.Set;

/**
 * Labels with scores for an image, a sound or a video: {@code [{label, score}, ..]}.
 *
 * @param name of the task
 * @param requiredParameters the labels to choose from, where the model has none of its own
 */
record MediaClassification(String name, Set<String> requiredParameters) implements Classification, BinaryTask {

    private static final Expected EXPECTED = new Expected("a list of {label, score}");

    MediaClassification(String name) {
        this(name, Set.of());
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        return List.of(ScoredLabel.prediction(ScoredLabel.list(EXPECTED.in(answer), EXPECTED)));
    }
}
