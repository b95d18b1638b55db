package io.github.hfconnect.trace;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Traces;
import java.util.List;

/** Shows each attempt at one endpoint in the traces of the records that it is about. */
public final class TracedClient implements InferenceClient {

    private final InferenceClient client;
    private final CallSpans spans;

    /** The same client, seen in traces. */
    public TracedClient(InferenceClient client, TracedCall call) {
        this(client, CallSpans.of(call));
    }

    TracedClient(InferenceClient client, CallSpans spans) {
        this.client = client;
        this.spans = spans;
    }

    @Override
    public BatchLimits limits() {
        return client.limits();
    }

    @Override
    public boolean isKnown() {
        return client.isKnown();
    }

    @Override
    public void requireSendable(List<Input> inputs) throws InterruptedException {
        client.requireSendable(inputs);
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        try (CallSpan span = spans.begin(Traces.of(inputs), inputs.size())) {
            try {
                List<Prediction> predictions = client.infer(inputs);
                predictions.stream().findFirst().map(Prediction::origin).ifPresent(span::answered);
                return predictions;
            } catch (InferenceException e) {
                span.failed(e.failure());
                throw e;
            }
        }
    }
}
