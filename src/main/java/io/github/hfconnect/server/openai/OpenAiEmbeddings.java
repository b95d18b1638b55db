package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v1/embeddings} with a list of texts; with a single one as it is, because some servers take no list.
 *
 * @param compact whether vectors are asked for as base64, which is a third as long as numbers and many times faster to
 *     read. OpenAI's own clients do so by default; vLLM 0.20, TEI 1.9 and llama.cpp take it, SGLang ignores it
 *     (sgl-project/sglang#30434), and some gateways refuse what they do not know
 */
public record OpenAiEmbeddings(CallSpec spec, boolean compact) implements ServerApi {

    private static final String FORMAT = "encoding_format";

    public OpenAiEmbeddings {
        OpenAiBody.requireServed(spec);
    }

    /** In the server's own format. */
    public static OpenAiEmbeddings plain(CallSpec spec) {
        return new OpenAiEmbeddings(spec, false);
    }

    /** In base64 where the server takes it, unless a format is configured. */
    public static OpenAiEmbeddings compact(CallSpec spec) {
        return new OpenAiEmbeddings(spec, !spec.parameters().containsKey(FORMAT));
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public Optional<ServerApi> plainer() {
        return compact ? Optional.of(plain(spec)) : Optional.empty();
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<String> texts = Texts.of(inputs);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("input", texts.size() == 1 ? texts.get(0) : texts);
        if (compact && !spec.parametersFor(inputs).containsKey(FORMAT)) {
            values.put(FORMAT, "base64");
        }
        return ApiRequest.postJson("v1/embeddings", OpenAiBody.of(values, spec, inputs));
    }
}
