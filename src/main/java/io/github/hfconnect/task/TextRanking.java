package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.INT32;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;
import static java.util.Comparator.comparingDouble;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts by how well they match a query: {@code [{index, score, text}, ..]}, or as rerank servers answer, {@code {"results": [{index,
 * relevance_score}, ..]}}; Voyage and Fireworks call that list {@code data}, NVIDIA's NIM {@code rankings}, with a
 * {@code logit} for a score (docs.nvidia.com/nim/nemo-retriever/text-reranking). Each index is that of a text that was sent, and none comes twice; a server that was asked for
 * the best few answers fewer than there are texts.
 */
public record TextRanking() implements Task {

    public static final String QUERY = "query";
    public static final String TEXTS = "texts";

    /** The parameters that ask for fewer than all: of rerank servers, and of sentence-transformers. */
    private static final Set<String> OF_BEST_FEW = Set.of("top_n", "top_k");

    /** By which names a list and a score go, the first that is there. */
    private static final List<String> LISTS = List.of("results", "rankings", "data");

    private static final List<String> SCORES = List.of("relevance_score", "score", "logit");

    private static final Expected EXPECTED = new Expected("a list of {index, score} with an index for each text");

    private static final Shape SHAPE = fields(
            "Ranking",
            required(
                    "ranking",
                    listOf(fields(required("index", INT32), required("score", FLOAT64), optional("text", STRING)))));

    private record Ranked(int index, double score, @Nullable String text) {

        Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("index", index);
            fields.put("score", score);
            if (text != null) {
                fields.put("text", text);
            }
            return fields;
        }
    }

    @Override
    public String name() {
        return "text-ranking";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.required(QUERY, Slot.Kind.TEXT), Slot.required(TEXTS, Slot.Kind.TEXTS));
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        Input input = Slots.one(inputs);
        List<Ranked> ranking = ranking(EXPECTED.in(answer), input);
        int texts = texts(input);
        boolean ofBestFew = OF_BEST_FEW.stream().anyMatch(input.parameters()::containsKey);
        if (ranking.size() < texts && !ofBestFew) {
            throw EXPECTED.butFound("a ranking of " + ranking.size() + " of " + texts + " texts");
        }
        return List.of(prediction(ranking));
    }

    /** What users describe may ask for the best few in words of its own. */
    @Override
    public Object readResult(JsonNode result, Input input) {
        return prediction(ranking(result, input));
    }

    private static int texts(Input input) {
        return Slots.list(input, TEXTS).size();
    }

    private static List<Ranked> ranking(JsonNode root, Input input) {
        int texts = texts(input);
        List<Ranked> ranking = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (JsonNode element : EXPECTED.elements(list(root), "a ranking")) {
            Ranked ranked = ranked(element);
            if (ranked.index() < 0 || ranked.index() >= texts || !seen.add(ranked.index())) {
                throw EXPECTED.butFound("the index " + ranked.index() + " twice or without a text");
            }
            ranking.add(ranked);
        }
        if (ranking.isEmpty()) {
            throw EXPECTED.butFound("an empty ranking");
        }
        ranking.sort(comparingDouble(Ranked::score).reversed());
        return ranking;
    }

    private static JsonNode list(JsonNode root) {
        return root.isObject() ? first(root, LISTS) : root;
    }

    private static JsonNode first(JsonNode object, List<String> names) {
        return object.path(names.stream().filter(object::has).findFirst().orElse(names.get(0)));
    }

    private static Object prediction(List<Ranked> ranking) {
        return Map.of("ranking", ranking.stream().map(Ranked::fields).toList());
    }

    private static Ranked ranked(JsonNode element) {
        Integer index = EXPECTED.wholeOrNull(element.path("index"), "an index");
        if (index == null) {
            throw EXPECTED.butFound("an element without index");
        }
        return new Ranked(
                index,
                EXPECTED.finite(first(element, SCORES), "a finite score"),
                element.path("text").textValue());
    }
}
