package io.github.hfconnect.cli;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.Endpoint;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Prediction;
import java.util.List;

/**
 * What one endpoint says to one made-up input.
 *
 * @param found for people
 */
record Probe(boolean isWell, String found) {

    /** Asks once. A server that refuses the input has looked at it, so that address, token and model are right. */
    static Probe of(Endpoint endpoint, InferenceConfig config) throws InterruptedException {
        try (EndpointClient client =
                EndpointClient.open(endpoint, config.endpointApi(), config.callSpec(), config.httpSettings())) {
            Prediction prediction =
                    client.infer(List.of(SyntheticInput.of(config.task()))).get(0);
            long millis = prediction.origin().latency().toMillis();
            return new Probe(true, "answers in " + millis + " ms");
        } catch (InferenceException e) {
            boolean refused =
                    e.failure().kind() == FailureKind.REJECTED && e.failure().status() != null;
            String found = e.failure().describe();
            return new Probe(refused, refused ? "answers, but takes no made-up input: " + found : found);
        }
    }
}
