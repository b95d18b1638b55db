package io.github.hfconnect.http;

import io.github.hfconnect.http.transport.AnswerReading;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.catalog.ProviderMapping;
import io.github.hfconnect.server.huggingface.HuggingFaceModel;

/** The Hub's directory of models, asked which provider serves one and under which name. */
final class ModelDirectory implements AutoCloseable {

    private final HttpTransport hub;

    /**
     * A directory; nothing is asked yet.
     *
     * @param hub the Hub's base URL
     * @param settings of the endpoint; of its secrets the Hub gets a token of its own only
     */
    ModelDirectory(Endpoint hub, HttpSettings settings) {
        this.hub = new HttpTransport(hub, settings.forHub());
    }

    /**
     * Looks up what a configuration names.
     *
     * @throws InferenceException where the Hub does not answer, or the provider does not serve the model
     */
    ProviderMapping find(CallSpec spec) throws InterruptedException {
        HuggingFaceModel model = new HuggingFaceModel(String.valueOf(spec.model()));
        ApiResponse answer = hub.send(ApiRequest.get("api/models/" + model.id()));
        return new AnswerReading(hub).of(answer, () -> ProviderMapping.of(answer.answer(), spec));
    }

    @Override
    public void close() {
        hub.close();
    }
}
