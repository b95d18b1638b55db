package io.github.hfconnect.cli;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.Endpoint;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Slot;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
                    client.infer(List.of(sample(config.task().slots()))).get(0);
            long millis = prediction.origin().latency().toMillis();
            return new Probe(true, "answers in " + millis + " ms");
        } catch (InferenceException e) {
            boolean refused = e.failure().kind() == FailureKind.REJECTED;
            String found = e.failure().describe();
            return new Probe(refused, refused ? "answers, but takes no made-up input: " + found : found);
        }
    }

    private static Input sample(List<Slot> slots) {
        Map<String, Object> values = new HashMap<>();
        slots.stream().filter(Slot::required).forEach(slot -> values.put(slot.name(), sample(slot.kind())));
        return new Input(values, Map.of());
    }

    private static Object sample(Slot.Kind kind) {
        return switch (kind) {
            case TEXT, JSON -> "Hello";
            case TEXTS -> List.of("Hello", "Good bye");
            case TABLE -> Map.of("word", List.of("hello"), "count", List.of("1"));
            case BINARY -> ByteBuffer.wrap(new byte[] {0}).asReadOnlyBuffer();
        };
    }
}
