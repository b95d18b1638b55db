package io.github.hfconnect.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.inference.Traces;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the requests of a call carry where there is no OpenTelemetry. */
class TracedClientTest {

    private static final TraceContext ONE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "shop=1");
    private static final TraceContext OTHER =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01", null);

    private final List<@Nullable TraceContext> sent = new ArrayList<>();
    private final TracedClient client = new TracedClient(
            inputs -> {
                sent.add(Traces.sent());
                return List.of();
            },
            new HeadersOnly());

    /** Equal, and of two records. */
    private final Input first = Input.of("hello");

    private final Input second = Input.of("hello");

    @Test
    void aCallForRecordsOfOneTraceCarriesIt() throws Exception {
        ask(traces(List.of(ONE), List.of()), first);
        ask(traces(List.of(ONE), List.of(ONE)), first, second);
        ask(traces(List.of(ONE), List.of()), first, second);

        assertThat(sent).containsExactly(ONE, ONE, ONE);
    }

    @Test
    void aCallForRecordsOfSeveralTracesCarriesNone() throws Exception {
        ask(traces(List.of(ONE), List.of(OTHER)), first, second);
        ask(traces(List.of(ONE, OTHER), List.of()), first);

        assertThat(sent).containsExactly(null, null);
    }

    /** A batch is halved to find a culprit: each half is asked on behalf of its own records. */
    @Test
    void partOfABatchIsInTheTraceOfThatPart() throws Exception {
        IdentityHashMap<Input, List<TraceContext>> traces = traces(List.of(ONE), List.of(OTHER));
        ask(traces, first);
        ask(traces, second);

        assertThat(sent).containsExactly(ONE, OTHER);
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        ask(traces(List.of(ONE), List.of()), first);
        client.infer(List.of(first));
        TracedClient failing = new TracedClient(
                inputs -> {
                    throw new InferenceException(Failure.of(FailureKind.UNAVAILABLE, "away"));
                },
                new HeadersOnly());
        Traces.Scope scope = Traces.during(traces(List.of(ONE), List.of()));
        try (scope) {
            assertThatThrownBy(() -> failing.infer(List.of(first))).isInstanceOf(InferenceException.class);
        }

        assertThat(sent).containsExactly(ONE, null);
        assertThat(Traces.sent()).isNull();
        assertThat(Traces.of(List.of(first))).isEmpty();
    }

    private IdentityHashMap<Input, List<TraceContext>> traces(List<TraceContext> ofFirst, List<TraceContext> ofSecond) {
        IdentityHashMap<Input, List<TraceContext>> traces = new IdentityHashMap<>();
        traces.put(first, ofFirst);
        traces.put(second, ofSecond);
        return traces;
    }

    private void ask(IdentityHashMap<Input, List<TraceContext>> traces, Input... inputs) throws InterruptedException {
        Traces.Scope scope = Traces.during(traces);
        try (scope) {
            client.infer(List.of(inputs));
        }
    }
}
