package io.github.hfconnect.server.openai;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/embeddings} with a list of texts; with a single one as it is, because some servers take no list.
 *
 * @param compact whether vectors are asked for as base64, which is a third as long as numbers and many times faster to
 *     read. OpenAI's own clients do so by default ({@code resources/embeddings.py} of openai-python); vLLM 0.20, TEI
 *     1.9 ({@code router/src/http/types.rs}) and llama.cpp take it, SGLang ignores it (sgl-project/sglang#30434), and some
 *     gateways refuse what they do not know
 */
public record OpenAiEmbeddings(CallSpec spec, boolean compact) implements ServerApi {

    private static final String FORMAT = "encoding_format";

    private static final String BASE64 = "base64";

    /** What servers of this form answer unasked. */
    private static final String NUMBERS = "float";

    /**
     * What a vector's base64 may hold in place of little-endian float32, and does not say: vLLM's names of its pooling requests, and that of
     * Voyage and Mistral (docs.mistral.ai/api/endpoint/embeddings).
     */
    private static final Set<String> OF_BYTES = Set.of("embed_dtype", "endianness", "output_dtype");

    public OpenAiEmbeddings {
        OpenAiBody.requireServed(spec);
    }

    /** In the server's own format. */
    public static OpenAiEmbeddings plain(CallSpec spec) {
        return new OpenAiEmbeddings(spec, false);
    }

    /** In base64 where the server takes it, unless a format is configured, or what base64 would hold. */
    public static OpenAiEmbeddings compact(CallSpec spec) {
        return new OpenAiEmbeddings(spec, isFree(spec.parameters()));
    }

    private static boolean isFree(Map<String, Object> parameters) {
        return !parameters.containsKey(FORMAT) && OF_BYTES.stream().noneMatch(parameters::containsKey);
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
        if (asksForBase64(inputs)) {
            values.put(FORMAT, BASE64);
        }
        return ApiRequest.postJson("v1/embeddings", OpenAiBody.of(values, spec, inputs));
    }

    private boolean asksForBase64(List<Input> inputs) {
        return compact && isFree(spec.parametersFor(inputs));
    }

    /** The task is told in which format vectors were asked for: a text that nobody has asked for may hold any numbers. */
    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        Map<String, Object> asked = new LinkedHashMap<>(spec.parameters());
        asked.putIfAbsent(FORMAT, asksForBase64(inputs) ? BASE64 : NUMBERS);
        return spec.with(asked).read(answer, inputs);
    }
}
