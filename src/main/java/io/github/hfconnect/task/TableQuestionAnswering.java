package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.INT32;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a question about a table: {@code {answer, aggregator, cells, coordinates}}, also in a list of one. TAPEX
 * models answer without cells.
 */
record TableQuestionAnswering() implements Task {

    private static final Expected EXPECTED = new Expected("one {answer, aggregator, cells, coordinates}");

    private static final Shape SHAPE = fields(
            "TableAnswer",
            required("answer", STRING),
            optional("aggregator", STRING),
            required("cells", listOf(STRING)),
            required("coordinates", listOf(listOf(INT32))));

    @Override
    public String name() {
        return "table-question-answering";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.required("query", Slot.Kind.TEXT), Slot.required("table", Slot.Kind.TABLE));
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        JsonNode one = root.isArray() ? EXPECTED.oneEach(root, 1).get(0) : root;
        Map<String, Object> prediction = new LinkedHashMap<>();
        prediction.put("answer", EXPECTED.text(one.path("answer"), "the answer's text"));
        if (one.hasNonNull("aggregator")) {
            prediction.put("aggregator", EXPECTED.text(one.path("aggregator"), "the aggregator"));
        }
        prediction.put(
                "cells",
                list(one.path("cells")).stream()
                        .map(cell -> EXPECTED.text(cell, "a cell"))
                        .toList());
        prediction.put(
                "coordinates",
                list(one.path("coordinates")).stream()
                        .map(TableQuestionAnswering::coordinates)
                        .toList());
        return List.of(prediction);
    }

    private static List<JsonNode> list(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? List.of() : EXPECTED.elements(node, "a list");
    }

    private static List<Integer> coordinates(JsonNode cell) {
        return EXPECTED.elements(cell, "a cell's coordinates").stream()
                .map(TableQuestionAnswering::coordinate)
                .toList();
    }

    private static int coordinate(JsonNode number) {
        Integer whole = EXPECTED.wholeOrNull(number, "a coordinate");
        if (whole == null) {
            throw EXPECTED.butFound("null in place of a coordinate");
        }
        return whole;
    }
}
