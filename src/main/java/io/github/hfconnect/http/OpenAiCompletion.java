package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Input;
import java.util.List;

/**
 * {@code POST /v1/completions}. One prompt a call: some servers take a text only, and others take lists of a few, which
 * they do not say.
 */
final class OpenAiCompletion implements ServerApi {

    private static final Expected EXPECTED = new Expected("a choice with a text");

    private final CallSpec spec;

    OpenAiCompletion(CallSpec spec) {
        OpenAiBody.requireServed(spec);
        this.spec = spec;
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        String prompt = Texts.of(inputs).get(0);
        return ApiRequest.postJson("v1/completions", OpenAiBody.of("prompt", prompt, spec, inputs));
    }

    @Override
    public List<Object> decode(ApiResponse response, List<Input> inputs) {
        return read(response, inputs);
    }

    /** The text of the first choice. */
    static List<Object> read(ApiResponse answer, List<Input> inputs) {
        JsonNode choice = OpenAiChoice.of(answer, inputs, EXPECTED);
        return List.of(GeneratedText.of(EXPECTED.text(choice.path("text"), "a text")));
    }
}
