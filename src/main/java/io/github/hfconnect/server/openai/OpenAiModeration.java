package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/**
 * {@code POST /v1/moderations} with a list of texts; with a single one as it is, as for embeddings. It is answered with a score
 * for each category: {@code {"results": [{"flagged", "categories", "category_scores"}]}}
 * (platform.openai.com/docs/api-reference/moderations; Mistral's has the same form).
 */
public record OpenAiModeration(CallSpec spec) implements ServerApi {

    public OpenAiModeration {
        OpenAiBody.requireServed(spec);
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<String> texts = Texts.of(inputs);
        Object input = texts.size() == 1 ? texts.get(0) : texts;
        return ApiRequest.postJson("v1/moderations", OpenAiBody.of("input", input, spec, inputs));
    }
}
