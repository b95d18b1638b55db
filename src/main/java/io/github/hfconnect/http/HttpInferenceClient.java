package io.github.hfconnect.http;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.time.Duration;
import java.util.List;

/** Asks an endpoint whose server kind is known: one attempt of a call. */
public final class HttpInferenceClient implements EndpointClient {

    private final HttpTransport transport;
    private final ServerApi api;
    private final CallSpec spec;
    private final Exchange conversation;

    HttpInferenceClient(HttpTransport transport, ServerApi api, CallSpec spec, HttpSettings settings) {
        this(
                transport,
                api,
                spec,
                new Exchange(
                        transport,
                        api,
                        ResultDownload.of(spec.task(), settings),
                        new PollSchedule(transport.time(), settings.workTimeout(), settings.pace())));
    }

    HttpInferenceClient(HttpTransport transport, ServerApi api, CallSpec spec, Exchange conversation) {
        this.transport = transport;
        this.api = api;
        this.spec = spec;
        this.conversation = conversation;
    }

    @Override
    public String endpoint() {
        return transport.endpoint();
    }

    @Override
    public BatchLimits limits() {
        return api.takesLists() ? BatchLimits.UNLIMITED : BatchLimits.ONE;
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        if (inputs.isEmpty()) {
            return List.of();
        }
        long start = System.nanoTime();
        Exchange.Result result = conversation.about(inputs);
        Origin origin = origin(result.answer(), Duration.ofNanos(System.nanoTime() - start));
        return result.values().stream()
                .map(value -> new Prediction(value, origin))
                .toList();
    }

    private Origin origin(ApiResponse response, Duration latency) {
        String provider = response.headers().get("x-inference-provider");
        Usage usage = Usage.of(response.headers(), response.answer().usage());
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
        conversation.close();
    }
}
