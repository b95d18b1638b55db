package io.github.hfconnect.http;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ServerApi;
import java.util.List;
import mockwebserver3.MockWebServer;

/** The call of a provider whose name for the model is known. */
public final class ProviderCall {

    private ProviderCall() {}

    /** Sends it to a server that plays the router, whatever that answers. */
    public static void send(ServerApi api, List<Input> inputs, MockWebServer router, HttpSettings settings)
            throws InterruptedException {
        HttpTransport transport =
                new HttpTransport(Endpoint.parse(router.url("/").toString()), settings);
        try (HttpInferenceClient client = new HttpInferenceClient(transport, api, api.spec(), settings)) {
            client.infer(inputs);
        } catch (InferenceException e) {
            // The server's answer is none; only the request counts.
        }
    }
}
