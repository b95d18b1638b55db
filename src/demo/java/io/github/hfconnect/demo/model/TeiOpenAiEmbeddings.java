package io.github.hfconnect.demo.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TEI's {@code POST /v1/embeddings}: OpenAI's form, with vectors that are always normalized and texts that are cut. The name of a
 * model is not looked at, and vectors are numbers, never Base64.
 */
record TeiOpenAiEmbeddings(TeiModel<float[]> model) implements Endpoint {

    @Override
    public Reply answer(Call call) throws IOException {
        long started = System.nanoTime();
        TeiInputs inputs = TeiInputs.toEmbed(TeiBody.read(call).input());
        List<Inferred<float[]>> results = inferred(inputs);
        return Reply.json(200, body(results)).with(TeiTimings.headers(results, started));
    }

    private List<Inferred<float[]>> inferred(TeiInputs inputs) {
        try {
            if (inputs.sequences().isEmpty()) {
                throw TeiErrors.empty("`inputs` cannot be empty");
            }
            return model.infer(inputs, true);
        } catch (TeiError e) {
            throw new HttpError(e.inOpenAiForm());
        }
    }

    private static Map<String, Object> body(List<Inferred<float[]>> results) {
        List<Map<String, Object>> data = new ArrayList<>();
        int tokens = 0;
        for (Inferred<float[]> one : results) {
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("object", "embedding");
            element.put("embedding", MiniLm.normalized(one.result()));
            element.put("index", data.size());
            data.add(element);
            tokens += one.tokens();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("object", "list");
        body.put("data", data);
        body.put("model", SentenceEmbedding.ID);
        body.put("usage", Map.of("prompt_tokens", tokens, "total_tokens", tokens));
        return body;
    }
}
