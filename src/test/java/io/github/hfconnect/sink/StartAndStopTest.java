package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.RecordSettings;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.resilience.Enricher;
import io.github.hfconnect.resilience.FakeInferenceClient;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.Throttle;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.sink.output.OutputTopics;
import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.ServerFacts;
import io.github.hfconnect.wiring.SystemTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** What a task has opened is closed, also where it could not start or where something else cannot be closed. */
class StartAndStopTest {

    private final Endpoint endpoint = new Endpoint();

    @Test
    void taskThatCannotStartLeavesNothingOpen() {
        HuggingFaceSinkTask task = task(() -> {
            throw new KafkaException("no client with such settings");
        });

        assertThatThrownBy(() -> task.start(props("half-way"))).hasMessageContaining("no client with such settings");
        task.stop();

        assertThat(endpoint.closed).isTrue();
    }

    @Test
    void converterThatIsNotThereIsToldBeforeAnythingIsAsked() {
        Map<String, String> props = new HashMap<>(props("no-converter"));
        props.put("output.value.converter", "org.example.NoSuchConverter");
        HuggingFaceSinkTask task = task(() -> {});

        assertThatThrownBy(() -> task.start(props)).hasMessageContaining("org.example.NoSuchConverter");
    }

    @Test
    void endThatFailsKeepsNoOtherFromClosing() throws Exception {
        endpoint.failsToClose = true;
        HuggingFaceSinkTask task = task(() -> {});
        task.start(props("stubborn"));
        assertThat(beans("stubborn")).hasSize(1);

        assertThatThrownBy(task::stop).hasMessageContaining("cannot be closed");

        assertThat(endpoint.closed).isTrue();
        assertThat(beans("stubborn")).isEmpty();
    }

    private static Set<ObjectName> beans(String connector) throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.github.hfconnect:type=sink-task,connector=" + connector + ",*"), null);
    }

    private static Map<String, String> props(String name) {
        return Map.of(
                "name", name,
                "topics", "chat",
                "task", "text-classification",
                "endpoint.urls", "http://127.0.0.1:9",
                "output.bootstrap.servers", "127.0.0.1:9");
    }

    private HuggingFaceSinkTask task(Runnable whenClientsAreMade) {
        HuggingFaceSinkTask task = new HuggingFaceSinkTask(
                new SinkPipelineFactory(Duration.ofMillis(10), Duration.ofMillis(10), new SystemTime()) {
                    @Override
                    Enrichment enrichment(SinkConfig config, CallListener calls, CallListener attempts) {
                        RecordSettings records = config.records();
                        return new Enrichment(
                                new RecordMapper(records.inputReader(), records.outputFields()),
                                records.cache(),
                                new Enricher(new FakeInferenceClient(), config.batchLimits()),
                                Throttle.none(new FakeTime()).budget(),
                                List.of(endpoint),
                                Map.of(),
                                ServerFacts.NONE);
                    }

                    @Override
                    KafkaClients clients(SinkConfig config) {
                        return new KafkaClients(config, new SystemTime()) {
                            @Override
                            public OutputTopics topics() {
                                whenClientsAreMade.run();
                                return super.topics();
                            }
                        };
                    }
                });
        task.initialize(new FakeSinkTaskContext(Set.of()));
        return task;
    }

    private static final class Endpoint implements EndpointClient {

        private boolean closed;
        private boolean failsToClose;

        @Override
        public String endpoint() {
            return "endpoint";
        }

        @Override
        public List<Prediction> infer(List<Input> inputs) {
            throw new AssertionError("nothing is to be asked");
        }

        @Override
        public void close() {
            closed = true;
            if (failsToClose) {
                throw new IllegalStateException("cannot be closed");
            }
        }
    }
}
