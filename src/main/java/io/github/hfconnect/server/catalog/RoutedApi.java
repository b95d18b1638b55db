package io.github.hfconnect.server.catalog;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.OpenAiKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenAI's style at another path. */
record RoutedApi(ServerApi api, String path) implements ServerApi {

    /**
     * As the official client asks providers: nobody promises that one takes more.
     *
     * @param defaults parameters that are sent unless they are configured
     */
    static ServerApi of(CallSpec spec, String path, Map<String, Object> defaults) {
        Map<String, Object> parameters = new LinkedHashMap<>(defaults);
        parameters.putAll(spec.parameters());
        ServerApi api = OpenAiKind.KIND.api(spec.with(parameters));
        return new RoutedApi(api.plainer().orElse(api), path);
    }

    @Override
    public CallSpec spec() {
        return api.spec();
    }

    @Override
    public boolean takesLists() {
        return api.takesLists();
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return api.encode(inputs).at(path);
    }

    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        return api.decode(answer, inputs);
    }
}
