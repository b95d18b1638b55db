package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The task text-classification. One text is answered by a list in a list. A list of texts is answered by a list for
 * each only if {@code top_k} is given: without it the best label of each stands in one inner list, which looks like the
 * labels of one text.
 */
record HfTextClassification(HfModel<Double> model) implements Endpoint {

    private static final int DEFAULT_TOP_K = 5;

    @Override
    public Reply answer(Call call) throws IOException {
        HfBody body = HfBody.read(call);
        JsonNode parameters = body.fields().path("parameters");
        ScoreFunction function = function(parameters);
        boolean bestOnly = body.list() && parameters.path("top_k").isMissingNode();
        int topK = bestOnly ? 1 : topK(parameters);
        boolean truncate = parameters.path("truncation").asBoolean(false);
        List<List<ToxicityClassifier.Score>> answers = model.infer(body.texts(), truncate).stream()
                .map(logOdds -> ToxicityClassifier.scores(logOdds, function))
                .map(scores -> scores.subList(0, Math.min(topK, scores.size())))
                .toList();
        return Reply.json(200, bestOnly ? List.of(flat(answers)) : answers);
    }

    private static <E> List<E> flat(List<List<E>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    private static int topK(JsonNode parameters) {
        int topK = parameters.path("top_k").asInt(DEFAULT_TOP_K);
        if (topK < 1) {
            throw HfErrors.badRequest("`top_k` must be at least 1");
        }
        return topK;
    }

    private static ScoreFunction function(JsonNode parameters) {
        String name = parameters.path("function_to_apply").asText("softmax");
        try {
            return ScoreFunction.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw HfErrors.badRequest("Unrecognized `function_to_apply` argument: " + name);
        }
    }
}
