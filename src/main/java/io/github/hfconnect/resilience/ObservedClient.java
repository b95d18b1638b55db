package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;

/**
 * Tells a listener how each call to another client ends. One that was interrupted counts as none, and so does one that was not
 * made, such as about an input that has no form in a request.
 */
public final class ObservedClient implements InferenceClient {

    private final InferenceClient client;
    private final CallListener listener;
    private final Time time;

    public ObservedClient(InferenceClient client, CallListener listener, Time time) {
        this.client = client;
        this.listener = listener;
        this.time = time;
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
        long start = time.nanos();
        try {
            List<Prediction> predictions = client.infer(inputs);
            listener.answered(predictions, since(start));
            return predictions;
        } catch (InferenceException e) {
            if (!e.failure().madeNoCall()) {
                listener.failed(e.failure(), inputs.size(), since(start));
            }
            throw e;
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(time.nanos() - start);
    }
}
