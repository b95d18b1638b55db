package io.github.hfconnect.http;

import io.github.hfconnect.http.download.Downloads;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.time.Duration;
import java.util.List;

/** Asks an endpoint whose server kind is known: one attempt of a call. */
public final class HttpInferenceClient implements EndpointClient {

    /** Which commit of the model has answered, as hf-inference says it (seen in the official clients' recorded answers). */
    private static final String MODEL_COMMIT = "x-sha";

    private final HttpTransport transport;
    private final ServerApi api;
    private final CallSpec spec;
    private final BatchLimits said;
    private final Exchange exchange;
    private final Company company;

    HttpInferenceClient(HttpTransport transport, ServerApi api, CallSpec spec, HttpSettings settings) {
        this(transport, api, spec, BatchLimits.UNLIMITED, settings);
    }

    /**
     * A client of a server that has said what it takes.
     *
     * @param said what one call may carry, by the server's own words
     */
    HttpInferenceClient(
            HttpTransport transport, ServerApi api, CallSpec spec, BatchLimits said, HttpSettings settings) {
        this(transport, api, spec, said, Downloads.of(spec, settings), transport.time(), settings);
    }

    /**
     * The same with downloads that it may share with others, and that whoever has opened them closes.
     *
     * @param time by which it waits until it asks about work
     */
    HttpInferenceClient(
            HttpTransport transport,
            ServerApi api,
            CallSpec spec,
            BatchLimits said,
            Downloads downloads,
            Time time,
            HttpSettings settings) {
        this(
                transport,
                api,
                spec,
                said,
                new Exchange(
                        transport, api, downloads, new PollSchedule(time, settings.workTimeout(), settings.pace())));
    }

    HttpInferenceClient(HttpTransport transport, ServerApi api, CallSpec spec, BatchLimits said, Exchange exchange) {
        this.said = said;
        this.company = new Company(api, exchange);
        this.transport = transport;
        this.api = api;
        this.spec = spec;
        this.exchange = exchange;
    }

    @Override
    public String endpoint() {
        return transport.endpoint();
    }

    @Override
    public BatchLimits limits() {
        return company.mayBeAllowed() ? said : BatchLimits.ONE;
    }

    @Override
    public void requireSendable(List<Input> inputs) throws InterruptedException {
        if (!inputs.isEmpty()) {
            exchange.requireSendable(inputs);
        }
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        if (inputs.isEmpty()) {
            return List.of();
        }
        if (inputs.size() > 1) {
            company.findOut(endpoint(), inputs);
        }
        requireAdmitted(inputs.size());
        Time clock = transport.time();
        long start = clock.nanos();
        Exchange.Result result = exchange.about(inputs);
        Origin origin = origin(result.answer(), Duration.ofNanos(clock.nanos() - start));
        return result.values().stream()
                .map(value -> new Prediction(value, origin))
                .toList();
    }

    /** What the server is may have been found out by this very call, which was put together before. */
    private void requireAdmitted(int inputs) {
        BatchLimits admitted = limits();
        if (inputs > admitted.maxInputs()) {
            String message = "This endpoint takes " + admitted.maxInputs() + " inputs a call, and not " + inputs;
            throw new InferenceException(Failure.of(FailureKind.REJECTED, message)
                    .withAdmitted(admitted)
                    .withCall(endpoint(), null));
        }
    }

    private Origin origin(ApiResponse response, Duration latency) {
        String provider = response.headers().get("x-inference-provider");
        Usage usage = Usage.of(response.headers(), response.answer().usage());
        return new Origin(
                spec.model(),
                response.headers().get(MODEL_COMMIT),
                endpoint(),
                provider,
                latency,
                1,
                false,
                usage.inputTokens(),
                usage.outputTokens(),
                response.requestId());
    }

    /** Whether a server has begun to work for equal inputs, in a call that broke off. */
    boolean hasBegun(List<Input> inputs) {
        return exchange.hasBegun(inputs);
    }

    /** The same, by a server that has said what it takes. */
    HttpInferenceClient taking(BatchLimits said) {
        return new HttpInferenceClient(transport, api, spec, said, exchange);
    }

    @Override
    public void close() {
        transport.close();
        exchange.close();
    }
}
