package io.github.hfconnect.task;

import io.github.hfconnect.inference.Shape;

/** A task whose prediction is labels with scores. */
public interface Classification extends Task {

    @Override
    default Shape shape() {
        return ScoredLabel.PREDICTION;
    }
}
