package io.github.hfconnect.micro;

import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.inference.Traces;
import io.github.hfconnect.record.TraceHeaders;
import io.github.hfconnect.trace.RecordTrace;
import io.github.hfconnect.trace.TracedCall;
import io.github.hfconnect.trace.TracedClient;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;

/**
 * All that is done for traces in a call for 32 records, as the sink does it: each record's headers are looked at for the call and while
 * it is written, and the request asks what to carry. The call itself costs nothing.
 */
public final class TracedCalls implements Callable<List<Prediction>> {

    private static final int BATCH = 32;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Headers headers = new ConnectHeaders();
    private final List<Input> inputs =
            IntStream.range(0, BATCH).mapToObj(i -> Input.of("text " + i)).toList();
    private final List<Prediction> answers = inputs.stream()
            .map(input -> new Prediction(input, Origin.of(null, "endpoint", Duration.ZERO)))
            .toList();
    private final InferenceClient client = new TracedClient(
            asked -> Traces.sent() == null ? answers : List.of(),
            new TracedCall("text-classification", "tei", null, "endpoint"));

    /**
     * Records that are ready to be asked about.
     *
     * @param areOfATrace whether their headers name one, which is the same for all
     */
    public TracedCalls(boolean areOfATrace) {
        headers.addString("source", "orders");
        if (areOfATrace) {
            headers.addString(TraceContext.TRACEPARENT, TRACE);
        }
    }

    @Override
    public List<Prediction> call() throws InterruptedException {
        IdentityHashMap<Input, List<TraceContext>> traces = new IdentityHashMap<>(0);
        for (Input input : inputs) {
            trace().ifPresent(trace -> traces.put(input, List.of(trace)));
        }
        try (Traces.Scope scope = Traces.during(traces)) {
            List<Prediction> predictions = client.infer(inputs);
            for (int i = 0; i < BATCH; i++) {
                RecordTrace.during(this::trace).close();
            }
            return predictions;
        }
    }

    private Optional<TraceContext> trace() {
        return TraceHeaders.of(headers);
    }
}
