package io.github.hfconnect.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;

/** A task whose prediction is labels with scores. */
interface Classification extends Task {

    @Override
    default Shape shape() {
        return ScoredLabel.PREDICTION;
    }

    /** A server that a user describes may well name one label and no list. */
    @Override
    default Object readResult(JsonNode result, Input input) {
        return Task.super.readResult(
                result.has("label") ? JsonNodeFactory.instance.arrayNode().add(result) : result, input);
    }
}
