package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A class or a number for each row of a table: {@code [5, 7, ..]} or {@code ["setosa", ..]}.
 *
 * @param name of the task
 * @param prediction of a row: a text for a class, however the model names it, or a number
 */
record TabularPrediction(String name, Shape.Scalar prediction) implements Task {

    private static final Expected EXPECTED = new Expected("a list with one prediction for each row");

    private static final Slot TABLE = Slot.required(Input.MAIN, Slot.Kind.TABLE);

    static TabularPrediction ofClasses() {
        return new TabularPrediction("tabular-classification", Shape.Scalar.STRING);
    }

    static TabularPrediction ofNumbers() {
        return new TabularPrediction("tabular-regression", Shape.Scalar.FLOAT64);
    }

    @Override
    public Shape shape() {
        return fields(
                prediction == Shape.Scalar.STRING ? "TabularClasses" : "TabularNumbers",
                required("predictions", listOf(prediction)));
    }

    @Override
    public List<Slot> slots() {
        return List.of(TABLE);
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        List<JsonNode> predictions = EXPECTED.elements(EXPECTED.in(answer), "predictions");
        int rows = rows(Slots.one(inputs));
        if (predictions.size() != rows) {
            throw EXPECTED.butFound(predictions.size() + " predictions for " + rows + " rows");
        }
        return List.of(
                Map.of("predictions", predictions.stream().map(this::value).toList()));
    }

    private Object value(JsonNode node) {
        if (prediction == Shape.Scalar.FLOAT64) {
            return EXPECTED.finite(node, "a finite number");
        }
        if (!node.isValueNode() || node.isNull()) {
            throw EXPECTED.butFound(Json.describe(node) + " in place of a class");
        }
        return node.asText();
    }

    private static int rows(Input input) {
        return input.value() instanceof Map<?, ?> table
                ? table.values().stream()
                        .mapToInt(column -> ((Collection<?>) column).size())
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
