package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.FakeInferenceClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A task with a topic of answers: what was paid for before it started is not paid for again. */
class AnswersAfterRestartTest {

    private static final Map<String, String> SETTINGS =
            Map.of("task", "text-generation", "endpoint.api", "tgi", "cache.topic", "answers");

    private final FakeCluster cluster = new FakeCluster();

    /** Answers as the task's shape has it. */
    private static InferenceClient generating(FakeInferenceClient model) {
        return inputs -> model.infer(inputs).stream()
                .map(answer -> new Prediction(Map.of("text", answer.value()), answer.origin()))
                .toList();
    }

    @Test
    void answersOutliveTheTask() throws InterruptedException {
        FakeInferenceClient first = new FakeInferenceClient();
        try (SinkTaskHarness sink = SinkTaskHarness.onClusterOf(generating(first), SETTINGS, cluster)) {
            sink.put(SinkTaskHarness.CHAT_0, "gg", "wp");
            sink.until(() -> sink.producer.history().size() == 2);
        }
        FakeInferenceClient second = new FakeInferenceClient();
        try (SinkTaskHarness sink = SinkTaskHarness.onClusterOf(generating(second), SETTINGS, cluster)) {
            sink.put(SinkTaskHarness.CHAT_0, "wp", "gg", "new");
            sink.until(() -> sink.producer.history().size() == 3);

            assertThat(second.calls()).containsExactly(List.of("new"));
        }
    }

    /** Another prompt, schema or parameter gives another answer. */
    @Test
    void whoAsksForSomethingElsePaysForIt() throws InterruptedException {
        try (SinkTaskHarness sink =
                SinkTaskHarness.onClusterOf(generating(new FakeInferenceClient()), SETTINGS, cluster)) {
            sink.put(SinkTaskHarness.CHAT_0, "gg");
            sink.until(() -> sink.producer.history().size() == 1);
        }
        Map<String, String> hotter = new HashMap<>(SETTINGS);
        hotter.put("parameters.temperature", "0.9");
        FakeInferenceClient second = new FakeInferenceClient();
        try (SinkTaskHarness sink = SinkTaskHarness.onClusterOf(generating(second), hotter, cluster)) {
            sink.put(SinkTaskHarness.CHAT_0, "gg");
            sink.until(() -> sink.producer.history().size() == 1);

            assertThat(second.calls()).containsExactly(List.of("gg"));
        }
    }
}
