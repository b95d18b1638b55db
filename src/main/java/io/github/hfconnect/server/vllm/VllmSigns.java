package io.github.hfconnect.server.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.OpenAiEmbeddings;
import io.github.hfconnect.task.FeatureExtraction;
import io.github.hfconnect.task.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v2/embed}, Cohere's form of embeddings, for the signs of vectors alone: a bit for a number in place of four bytes. vLLM
 * has it since vllm-project/vllm#37074 of March 2026 ({@code CohereEmbedRequest} and {@code _pack_binary_embeddings} of {@code
 * vllm/entrypoints/pooling/embed/}): types are float, binary, ubinary and base64, none of which is int8; a bit is 1 where the number is
 * not below 0, the first one the highest of its byte; a width that is no multiple of 8 is refused; a model has to be named; what is
 * too long is cut at its end. A vector that is answered so is 1 or -1 in each place.
 *
 * @param floats the wire format of servers that do not have it
 */
record VllmSigns(CallSpec spec, ServerApi floats) implements ServerApi {

    private static final Expected EXPECTED = new Expected("the signs of one vector for each input");
    private static final String TYPE = "ubinary";
    private static final int BITS = 8;
    private static final int BYTE = 255;

    private static final String DIMENSIONS = "dimensions";
    private static final String LENGTH = "truncate_prompt_tokens";

    /** Those that have a place in this form. */
    private static final Set<String> PARAMETERS = Set.of(DIMENSIONS, LENGTH);

    /** Embeddings, by their signs where no more of them is wanted. */
    static ServerApi orFloats(CallSpec spec) {
        ServerApi floats = CutToLength.of(OpenAiEmbeddings::compact).apply(spec);
        boolean areEnough = spec.task() instanceof FeatureExtraction embedding && embedding.signsAreEnough();
        return areEnough
                        && spec.model() != null
                        && PARAMETERS.containsAll(spec.parameters().keySet())
                ? new VllmSigns(spec, floats)
                : floats;
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public Optional<ServerApi> plainer() {
        return Optional.of(floats);
    }

    @Override
    public boolean isRouteOfNewer() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> parameters = spec.parametersFor(inputs);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", spec.model());
        body.put("texts", Texts.of(inputs));
        body.put("embedding_types", List.of(TYPE));
        if (parameters.get(DIMENSIONS) instanceof Number width) {
            body.put("output_dimension", width);
        }
        if (parameters.get(LENGTH) instanceof Number length && length.intValue() > 0) {
            body.put("max_tokens", length);
        }
        return ApiRequest.postJson("/v2/embed", Json.body(body, Map.of()));
    }

    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        JsonNode embeddings = EXPECTED.in(answer).path("embeddings");
        if (embeddings.path("float").isArray()) {
            return spec.read(Answer.of(embeddings.path("float")), inputs);
        }
        List<Object> vectors = EXPECTED.oneEach(embeddings.path(TYPE), inputs.size()).stream()
                .<Object>map(VllmSigns::vector)
                .toList();
        if (vectors.stream().map(vector -> ((float[]) vector).length).distinct().count() > 1) {
            throw EXPECTED.butFound("vectors of different lengths");
        }
        return vectors;
    }

    private static float[] vector(JsonNode bytes) {
        List<JsonNode> all = EXPECTED.elements(bytes, "bytes");
        float[] signs = new float[all.size() * BITS];
        for (int i = 0; i < signs.length; i++) {
            int bits = bits(all.get(i / BITS));
            signs[i] = (bits >> (BITS - 1 - i % BITS) & 1) == 1 ? 1 : -1;
        }
        return signs;
    }

    private static int bits(JsonNode number) {
        if (!number.isInt() || number.intValue() < 0 || number.intValue() > BYTE) {
            throw EXPECTED.butFound(Json.describe(number) + " in place of a byte");
        }
        return number.intValue();
    }
}
