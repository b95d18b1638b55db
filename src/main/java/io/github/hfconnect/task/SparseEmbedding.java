package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.INT32;
import static io.github.hfconnect.inference.Shape.Scalar.VECTOR;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.EmbeddingAnswer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Tensor;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weights of a vocabulary's terms in a text, as SPLADE models make them: {@code [[{"index", "value"}, ..], ..]} by
 * text-embeddings-inference 1.9.3 ({@code /embed_sparse}); by vLLM 0.20 ({@code /pooling}) a number for each term of the
 * vocabulary, most of them zero.
 */
record SparseEmbedding() implements Task {

    private static final Expected EXPECTED = new Expected("a list of {index, value} for each input");

    private static final Shape SHAPE = fields(required("indices", listOf(INT32)), required("values", VECTOR));

    @Override
    public String name() {
        return "sparse-embedding";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        // Vectors as long as a vocabulary are too large for a tree, so the answer's beginning decides.
        return answer.beginsAnObject()
                ? new EmbeddingAnswer(EXPECTED)
                        .read(answer, inputs.size()).stream()
                                .map(SparseEmbedding::dense)
                                .toList()
                : EXPECTED.oneEach(EXPECTED.in(answer), inputs.size()).stream()
                        .map(SparseEmbedding::terms)
                        .toList();
    }

    private static Object terms(JsonNode list) {
        SortedMap<Integer, Float> weights = new TreeMap<>();
        for (JsonNode term : EXPECTED.elements(list, "terms")) {
            Integer index = EXPECTED.wholeOrNull(term.path("index"), "an index");
            float weight = (float) EXPECTED.finite(term.path("value"), "a finite value");
            if (index == null || index < 0 || !Float.isFinite(weight) || weights.put(index, weight) != null) {
                throw EXPECTED.butFound("a term without an index of its own, or with a value too large for a float");
            }
        }
        return prediction(weights);
    }

    private static Object dense(Tensor tensor) {
        if (!(tensor instanceof Tensor.Vector vector)) {
            throw EXPECTED.butFound("lists of numbers for one input");
        }
        SortedMap<Integer, Float> weights = new TreeMap<>();
        float[] values = vector.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                weights.put(i, values[i]);
            }
        }
        return prediction(weights);
    }

    private static Map<String, Object> prediction(SortedMap<Integer, Float> weights) {
        if (weights.isEmpty()) {
            throw EXPECTED.butFound("no term at all");
        }
        float[] values = new float[weights.size()];
        int i = 0;
        for (float weight : weights.values()) {
            values[i++] = weight;
        }
        Map<String, Object> prediction = new LinkedHashMap<>();
        prediction.put("indices", new ArrayList<>(weights.keySet()));
        prediction.put("values", values);
        return prediction;
    }
}
