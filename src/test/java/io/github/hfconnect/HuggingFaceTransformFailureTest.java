package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.resilience.LogLines;
import io.github.hfconnect.server.PromptSockets;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Connect gets to see when there is no prediction. */
class HuggingFaceTransformFailureTest {

    private static final String OVERLOADED = "{\"error\":\"overloaded\"}";
    private static final String TOO_LONG = "{\"error\":\"too long\",\"error_type\":\"Validation\"}";

    @StartStop
    public final MockWebServer server = PromptSockets.server();

    private final HuggingFaceTransform<SinkRecord> transform = new HuggingFaceTransform.Value<>();

    @AfterEach
    void close() {
        transform.close();
    }

    @Test
    void aRecordThatTheModelRefusesIsADataFault() {
        server.enqueue(ModelServer.answer(422, TOO_LONG));
        configure();

        assertThatThrownBy(() -> apply("hi"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("REJECTED", "too long", "422");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aMissingFieldIsADataFaultWithoutACall() {
        configure("input.field", "txt");

        assertThatThrownBy(() -> apply("hi"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'txt' leads nowhere: the record has no 'txt', it is a Map with the fields text");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anUnavailableServiceIsRetriableForConnectOnceAttemptsAreUsedUp() {
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        configure();

        assertThatThrownBy(() -> apply("hi"))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("attempts 2");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aRecordThatBreaksTheServerEachTimeIsADataFault() {
        // Two attempts of "poison" stand between two calls of "fine", which is asked again as a control.
        for (int call = 0; call < 7; call++) {
            server.enqueue(call % 3 == 0 ? ModelServer.toxic() : ModelServer.answer(500, OVERLOADED));
        }
        configure();
        apply("fine");

        assertThatThrownBy(() -> apply("poison"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("UNAVAILABLE", "It is this input that fails");
        assertThat(server.getRequestCount()).isEqualTo(7);
    }

    @Test
    void anAnswerThatIsNoAnswerIsRetriableForConnect() {
        server.enqueue(ModelServer.answer(200, "<html>"));
        server.enqueue(ModelServer.answer(200, "[[{\"label\":\"a\"}]]"));
        // And so is the made-up input that is asked about to see whose fault it is.
        server.enqueue(ModelServer.answer(200, "<html>"));
        server.enqueue(ModelServer.answer(200, "<html>"));
        configure();

        assertThatThrownBy(() -> apply("hi"))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("MALFORMED");
    }

    @Test
    void aWrongTokenFailsForGoodAndStaysSecret() {
        server.enqueue(ModelServer.answer(401, "{\"error\":\"Invalid token hf_secret\"}"));
        configure("token", "hf_secret");

        Throwable error = catchThrowable(() -> apply("hi"));

        assertThat(error)
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .isNotInstanceOf(DataException.class)
                .hasMessageContaining("MISCONFIGURED");
        assertThat(error.toString()).doesNotContain("hf_secret");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aFaultThatPassesIsOnlySeenInTheMetadata() {
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        server.enqueue(ModelServer.toxic());
        configure("output.metadata.field", "call");

        SinkRecord enriched = Objects.requireNonNull(apply("hi"));

        assertThat(read("prediction.label", enriched)).isEqualTo("toxic");
        assertThat(read("call.attempts", enriched)).isEqualTo(2);
        assertThat(read("call.endpoint", enriched)).isEqualTo(server.getHostName() + ":" + server.getPort());
    }

    @Test
    void aRefusedRecordMayPassOnWithANote() {
        server.enqueue(ModelServer.answer(422, TOO_LONG));
        configure("on.failure", "annotate");

        SinkRecord annotated = Objects.requireNonNull(apply("hi"));

        assertThat(read("prediction", annotated)).isNull();
        assertThat(read("prediction_error.kind", annotated)).isEqualTo("REJECTED");
        assertThat(read("prediction_error.status", annotated)).isEqualTo(422);
    }

    @Test
    void aRefusedRecordMayBeLeftOut() {
        server.enqueue(ModelServer.answer(422, TOO_LONG));
        configure("on.failure", "drop");

        assertThat(apply("hi")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"report,wait,422", "annotate,wait,422", "drop,wait,422", "drop,wait,500", "annotate,dead-letter,500"})
    void manyRecordsThatFailCostFewLinesOfTheLog(String onFailure, String onOutage, int status) {
        server.setDispatcher(always(status));
        configure("on.failure", onFailure, "on.outage", onOutage, "retry.max.attempts", "1");
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 40; i++) {
                String text = "text " + i;
                Throwable unused = catchThrowable(() -> apply(text));
            }

            assertThat(server.getRequestCount()).isGreaterThanOrEqualTo(40);
            assertThat(log.all()).hasSizeLessThan(10);
        }
    }

    private static Dispatcher always(int status) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return ModelServer.answer(status, TOO_LONG);
            }
        };
    }

    @Test
    void anOutageIsNoReasonToAnnotateOrDrop() {
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        configure("on.failure", "drop");

        assertThatThrownBy(() -> apply("hi")).isInstanceOf(RetriableException.class);
    }

    @Test
    void anOutageMayBeTreatedAsTheRecordsFailure() {
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        configure("on.outage", "dead-letter", "on.failure", "annotate");

        SinkRecord annotated = Objects.requireNonNull(apply("hi"));

        assertThat(read("prediction_error.kind", annotated)).isEqualTo("UNAVAILABLE");
    }

    @Test
    void anOutageMayFailTheTaskForGood() {
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        server.enqueue(ModelServer.answer(500, OVERLOADED));
        configure("on.outage", "fail");

        assertThatThrownBy(() -> apply("hi"))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .isNotInstanceOf(DataException.class);
    }

    @Test
    void aUsedUpBudgetIsRetriableForConnectOnceItWouldBlockForTooLong() {
        server.enqueue(ModelServer.toxic());
        configure("budget.max.requests", "1", "request.timeout.ms", "5000");
        apply("hi");

        assertThatThrownBy(() -> apply("again"))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("The budget of this task is used up (`budget.max.requests` 1)");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void everyRecordIsAccountedForAndTheMetricsEndWithTheTransform() throws Exception {
        server.enqueue(ModelServer.toxic());
        server.enqueue(ModelServer.answer(422, TOO_LONG));
        // Two attempts of the record, and two of the control that shows whether others are answered.
        for (int attempt = 0; attempt < 4; attempt++) {
            server.enqueue(ModelServer.answer(500, OVERLOADED));
        }
        configure("token", "hf_never_shown");

        apply("hi");
        apply(" ");
        transform.apply(new SinkRecord("chat", 0, null, null, null, null, 0));
        assertThatThrownBy(() -> apply("too long")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> apply("during an outage")).isInstanceOf(RetriableException.class);

        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(
                "io.github.hfconnect:type=transform,connector=unnamed,task=0,transformation=value.prediction");
        assertThat(jmx.getAttributes(name, new String[] {
                            "consumed", "enriched", "passed", "reported", "dropped", "returned", "in-flight"
                        })
                        .asList())
                .extracting(attribute -> ((Number) attribute.getValue()).intValue())
                .containsExactly(5, 1, 2, 1, 0, 1, 0);
        assertThat(jmx.getAttribute(name, "reported-rejected")).isEqualTo(1L);
        assertThat(jmx.getAttribute(name, "attempts-unavailable")).isEqualTo(4L);
        transform.close();
        assertThat(jmx.isRegistered(name)).isFalse();
    }

    @Test
    void anInterruptedCallEndsAndKeepsTheInterrupt() {
        configure();
        Thread.currentThread().interrupt();

        Throwable error = catchThrowable(() -> apply("hi"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error).isInstanceOf(ConnectException.class).hasMessageContaining("Interrupted");
    }

    @Test
    void aFaultyConfigurationFailsAtTheStart() {
        assertThatThrownBy(() -> configure("task", "text-clasification"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("text-classification");
    }

    @Test
    void closingATransformThatWasNeverConfiguredIsHarmless() {
        new HuggingFaceTransform.Key<SinkRecord>().close();
    }

    private void configure(String... more) {
        Map<String, Object> props = new HashMap<>(ModelServer.props(server));
        props.put("input.field", "text");
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        transform.configure(props);
    }

    private @Nullable SinkRecord apply(String text) {
        return transform.apply(new SinkRecord("chat", 0, null, null, null, Map.of("text", text), 0));
    }

    private static @Nullable Object read(String path, SinkRecord record) {
        return FieldPath.parse(path).read(record.value());
    }
}
