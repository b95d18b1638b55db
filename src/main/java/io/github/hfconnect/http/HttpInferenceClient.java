package io.github.hfconnect.http;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.List;

/** Asks an endpoint whose server kind is known: encodes, calls, classifies or decodes. One attempt. */
public final class HttpInferenceClient implements EndpointClient {

    private final HttpTransport transport;
    private final ServerApi api;
    private final CallSpec spec;
    private final BatchLimits limits;

    /**
     * A client.
     *
     * @param limits what the server has said that it takes, where it takes lists at all
     */
    HttpInferenceClient(HttpTransport transport, ServerApi api, CallSpec spec, BatchLimits limits) {
        this.transport = transport;
        this.api = api;
        this.spec = spec;
        this.limits = api.takesLists() ? limits : BatchLimits.ONE;
    }

    @Override
    public String endpoint() {
        return transport.endpoint();
    }

    @Override
    public BatchLimits limits() {
        return limits;
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        if (inputs.isEmpty()) {
            return List.of();
        }
        ApiRequest request = api.encode(inputs);
        long start = System.nanoTime();
        ApiResponse response = transport.send(request);
        List<Object> values = values(response, inputs);
        Origin origin = origin(response, Duration.ofNanos(System.nanoTime() - start));
        return values.stream().map(value -> new Prediction(value, origin)).toList();
    }

    private List<Object> values(ApiResponse response, List<Input> inputs) {
        try {
            return counted(api.decode(response, inputs), inputs.size());
        } catch (InferenceException e) {
            // Not with its cause: only the complete message is known to hold no secret that the server has quoted.
            throw new InferenceException(complete(e.failure(), response));
        }
    }

    /** The last guard against predictions that go to the wrong record. */
    private static List<Object> counted(List<Object> values, int inputs) {
        if (values.size() != inputs) {
            throw new Expected("one value for each input").butFound(values.size() + " for " + inputs + " inputs");
        }
        return values;
    }

    /** What the decoder found, with what only the call knows. */
    private Failure complete(Failure failure, ApiResponse response) {
        String found = transport.hideSecrets(failure.message());
        String message = failure.kind() == FailureKind.MALFORMED
                ? found + ". It begins: " + Excerpt.of(transport.hideSecrets(response.text()))
                : found;
        return Failure.ofStatus(failure.kind(), response.status(), message).withCall(endpoint(), response.requestId());
    }

    private Origin origin(ApiResponse response, Duration latency) {
        String provider = response.headers().get("x-inference-provider");
        Usage usage = Usage.of(response);
        return new Origin(
                spec.model(),
                endpoint(),
                provider,
                latency,
                1,
                false,
                usage.inputTokens(),
                usage.outputTokens(),
                response.requestId());
    }

    @Override
    public void close() {
        transport.close();
    }
}
