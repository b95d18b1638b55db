package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output through a converter that asks a schema registry, which has faults of its own. */
class SchemaRegistryTest {

    private final MockWebServer registry = new MockWebServer();
    private final HangingModel hanging = new HangingModel();
    private final FakeCluster cluster = new FakeCluster();
    private volatile MockResponse answer =
            new MockResponse.Builder().body("{\"id\":1}").build();

    @BeforeEach
    void startRegistry() throws IOException {
        registry.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        });
        registry.start();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void faultyRegistryIsWaitedForAndNothingIsPaidForAgain(int status) throws Exception {
        answer = new MockResponse.Builder().code(status).build();

        assertWaitsUntilItIsBack();
    }

    @Test
    void slowRegistryIsWaitedFor() throws Exception {
        answer = new MockResponse.Builder().headersDelay(1, TimeUnit.SECONDS).build();

        assertWaitsUntilItIsBack();
    }

    @Test
    void registryThatHangsUpIsWaitedFor() throws Exception {
        answer = new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();

        assertWaitsUntilItIsBack();
    }

    private void assertWaitsUntilItIsBack() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings(), true)) {
            sink.put(CHAT_0, "a", "b");
            sink.until(() -> registry.getRequestCount() >= 2);
            assertThat(sink.written(0)).isEmpty();
            assertThat(sink.committable(CHAT_0)).isZero();

            answer = new MockResponse.Builder().body("{\"id\":1}").build();
            sink.until(() -> sink.written(0).size() == 2);

            assertThat(sink.context.reported()).isEmpty();
            assertThat(hanging.model().calls().stream().flatMap(List::stream)).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void underExactlyOnceItIsWaitedForTooAndThePartitionIsKept() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        answer = new MockResponse.Builder().code(500).build();
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings(), cluster)) {
            sink.until(() -> sink.context.paused().isEmpty());
            sink.put(CHAT_0, "a", "b");
            sink.until(() -> registry.getRequestCount() >= 2);
            assertThat(cluster.committed(CHAT_0)).isZero();

            answer = new MockResponse.Builder().body("{\"id\":1}").build();
            sink.until(() -> cluster.committed(CHAT_0) == 2);

            assertThat(cluster.offsets(0)).containsExactly("0", "1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 422})
    void schemaThatTheRegistryDoesNotTakeIsTheRecordsOwnFault(int status) throws Exception {
        answer = new MockResponse.Builder().code(status).build();
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings(), true)) {
            sink.put(CHAT_0, "a");
            sink.until(() -> sink.context.reported().size() == 1);

            assertThat(sink.context.reasons().get(0)).hasMessageContaining("error code: " + status);
        }
    }

    @Test
    void recordThatTheConverterChokesOnIsReportedAndTheOthersAreWritten() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings(), true)) {
            sink.put(CHAT_0, "a", "odd", "b");
            sink.until(
                    () -> sink.written(0).size() == 2 && sink.context.reported().size() == 1);

            assertThat(sink.context.reasons().get(0)).hasMessageContaining("An odd value");
        }
    }

    @Test
    void recordThatTheConverterChokesOnDoesNotEndTheTaskWhereItIsTheFirst() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings(), true)) {
            sink.put(CHAT_0, "odd", "a");
            sink.until(
                    () -> sink.written(0).size() == 1 && sink.context.reported().size() == 1);

            assertThat(hanging.model().calls()).hasSize(1);
        }
    }

    /** {@code auto.register.schemas=false}: nothing is wrong with the records, and the next one would fare no better. */
    @Test
    void schemaThatNobodyHasRegisteredEndsTheTaskBeforeAnythingIsPaidFor() throws Exception {
        answer = new MockResponse.Builder().code(404).build();
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings(), true)) {
            assertThatThrownBy(() -> {
                        sink.put(CHAT_0, "a");
                        sink.until(() -> false);
                    })
                    .hasMessageContainingAll("error code: 40401", "Register the schema");

            assertThat(sink.context.reported()).isEmpty();
            assertThat(hanging.model().calls()).isEmpty();
        }
    }

    /** The general topic may be one that no record goes to. */
    @Test
    void whereThereAreRoutesTheTopicThatARecordGoesToDecides() throws Exception {
        answer = new MockResponse.Builder().code(404).build();
        Map<String, String> settings = settings();
        settings.put("routes", "flagged");
        settings.put("routes.flagged.label", "spam");
        settings.put("routes.flagged.topic", "chat.flagged");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings, true)) {
            hanging.hangOn("a");
            sink.put(CHAT_0, "a");
            sink.until(() -> hanging.waiting() == 1);
            answer = new MockResponse.Builder().body("{\"id\":1}").build();
            hanging.letGo("a");
            sink.until(() -> sink.written(0).size() == 1);

            assertThat(sink.context.reported()).isEmpty();
        }
    }

    @Test
    void registryThatRefusesTheTokenEndsTheTask() throws Exception {
        answer = new MockResponse.Builder().code(401).build();
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings(), true)) {
            assertThatThrownBy(() -> {
                        sink.put(CHAT_0, "a");
                        sink.until(() -> false);
                    })
                    .hasMessageContaining("error code: 401");

            assertThat(sink.context.reported()).isEmpty();
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("output.headers", "true");
        settings.put("output.value.converter", RegistryConverter.class.getName());
        settings.put(
                "output.value.converter.schema.registry.url", registry.url("/").toString());
        return settings;
    }
}
