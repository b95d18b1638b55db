package io.github.hfconnect.http;

import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a server whose kind is configured what one call may carry, before the first call with several inputs leaves. A server that is
 * not ready is asked again by the next such calls, a few times; one that does not say teaches its limit by refusals.
 */
final class DescribedClient implements EndpointClient {

    /** What hangs in front of the server may swallow the question each time. */
    private static final int MOST_QUESTIONS = 3;

    private final HttpTransport transport;
    private volatile HttpInferenceClient client;
    private final AtomicInteger questionsLeft = new AtomicInteger(MOST_QUESTIONS);

    DescribedClient(HttpTransport transport, HttpInferenceClient client) {
        this.transport = transport;
        this.client = client;
    }

    @Override
    public String endpoint() {
        return transport.endpoint();
    }

    @Override
    public BatchLimits limits() {
        return client.limits();
    }

    @Override
    public void requireSendable(List<Input> inputs) throws InterruptedException {
        client.requireSendable(inputs);
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        if (inputs.size() > 1 && questionsLeft.get() > 0) {
            ask();
        }
        return client.infer(inputs);
    }

    private void ask() throws InterruptedException {
        questionsLeft.decrementAndGet();
        ServerDetection.limitsOf(transport).ifPresent(said -> {
            questionsLeft.set(0);
            client = client.taking(said);
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
