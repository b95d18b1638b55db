package io.github.hfconnect.server.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.OpenAiBody;
import io.github.hfconnect.task.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The weight of each token of a text, as BGE-M3 makes them: {@code /pooling} says the numbers, with the task {@code token_classify},
 * one for each token that is no special one, and {@code /tokenize} which tokens these are (vLLM 0.20, {@code
 * docs/models/pooling_models/specific_models.md}; as {@code tests/models/language/pooling/test_bge_m3.py} joins them: of a
 * token that comes several times the largest). {@code /tokenize} takes one text a call, and cuts none, so that of a longer text
 * the tokens behind the last number have no weight.
 */
record VllmTokenWeights(CallSpec spec) implements ServerApi {

    static final String TASK = "token_classify";

    private static final String TOKENS = "tokens";

    private static final Expected EXPECTED = new Expected("a weight for each token, and the tokens");

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return new VllmPooling(spec, TASK).encode(inputs);
    }

    @Override
    public Optional<FollowUp> next(Answer answer, List<Input> inputs, @Nullable ApiRequest asked) {
        JsonNode weights = EXPECTED.in(answer);
        if (weights.has(TOKENS)) {
            return Optional.empty();
        }
        if (!(weights instanceof ObjectNode object)) {
            throw EXPECTED.butFound("no object");
        }
        return Optional.of(FollowUp.joining(tokenize(inputs), tokens -> joined(object, tokens)));
    }

    private ApiRequest tokenize(List<Input> inputs) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("prompt", Texts.of(inputs).get(0));
        own.put("add_special_tokens", false);
        return ApiRequest.postJson("/tokenize", OpenAiBody.of(own, spec.with(Map.of()), List.of(Input.of(""))));
    }

    private static Answer joined(ObjectNode weights, Answer tokens) {
        return Answer.of(weights.deepCopy().set(TOKENS, EXPECTED.in(tokens).path(TOKENS)));
    }

    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        List<JsonNode> weights = EXPECTED.elements(root.at("/data/0/data"), "weights");
        List<JsonNode> tokens = EXPECTED.elements(root.path(TOKENS), "tokens");
        SortedMap<Integer, Double> largest = new TreeMap<>();
        for (int i = 0; i < Math.min(weights.size(), tokens.size()); i++) {
            largest.merge(token(tokens.get(i)), weight(weights.get(i)), Math::max);
        }
        largest.values().removeIf(weight -> weight <= 0);
        return spec.read(Answer.of(terms(largest)), inputs);
    }

    private static int token(JsonNode node) {
        Integer token = EXPECTED.wholeOrNull(node, "a token");
        if (token == null) {
            throw EXPECTED.butFound("nothing in place of a token");
        }
        return token;
    }

    /** Also as a list of one. */
    private static double weight(JsonNode node) {
        return EXPECTED.finite(node.isArray() && node.size() == 1 ? node.path(0) : node, "a weight");
    }

    private static JsonNode terms(SortedMap<Integer, Double> weights) {
        ArrayNode terms = JsonNodeFactory.instance.arrayNode();
        weights.forEach((token, weight) -> terms.addObject().put("index", token).put("value", weight));
        return JsonNodeFactory.instance.arrayNode().add(terms);
    }
}
