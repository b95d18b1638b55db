package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class TaskMetricsTest {

    private static final Map<String, String> SETTINGS =
            Map.of("name", "watched", SinkConfig.TASK_INDEX, "3", "output.headers", "true", "token", "hf_never_shown");

    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    private final HangingModel model = new HangingModel();

    @Test
    void everyRecordIsAccountedFor() throws Exception {
        model.model().rejecting("bad");
        try (SinkTaskHarness sink = new SinkTaskHarness(model, SETTINGS)) {
            sink.put(CHAT_0, "a", "b", " ", "bad");
            sink.until(settled(4));
            model.hangOn("hangs");
            sink.put(CHAT_0, "hangs");

            assertThat(metric("consumed")).isEqualTo(5);
            assertThat(metric("enriched")).isEqualTo(2);
            assertThat(metric("passed")).isEqualTo(1);
            assertThat(metric("reported")).isEqualTo(1);
            assertThat(metric("reported-rejected")).isEqualTo(1);
            assertThat(metric("in-flight")).isEqualTo(1);
            assertThat(metric("oldest-unfinished-ms")).isNotNegative();
            assertThat(metric("watermark-lag-ms")).isNotNegative();
            model.letGo("hangs");
        }
    }

    @Test
    void callsAreCountedByTheirEnd() throws Exception {
        model.model().failing(Failure.ofStatus(FailureKind.OVERLOADED, 429, "busy"));
        Map<String, String> lingering = new HashMap<>(SETTINGS);
        // Long enough that both records share the call.
        lingering.put("batch.linger.ms", "200");
        try (SinkTaskHarness sink = new SinkTaskHarness(model, lingering)) {
            sink.put(CHAT_0, "a", "b");
            sink.until(settled(2));

            assertThat(metric("calls-overloaded")).isEqualTo(1);
            assertThat(metric("attempts-answered")).isEqualTo(1);
            assertThat(metric("batch-size-mean")).isEqualTo(2);
            assertThat(metric("latency-ms-p99")).isNotNegative();
            assertThat(metric("outage")).isZero();
        }
    }

    @Test
    void savedCallsAreShown() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(model, SETTINGS)) {
            sink.put(CHAT_0, "a");
            sink.until(settled(1));
            model.hangOn("hangs");
            sink.put(CHAT_0, "a", "hangs", "hangs");

            assertThat(metric("cache-hits")).isEqualTo(1);
            assertThat(metric("cache-shared")).isEqualTo(1);
            model.letGo("hangs");
        }
    }

    @Test
    void whyRecordsPassedIsCounted() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("input.field", "text");
        settings.put("on.missing.input", "skip");
        try (SinkTaskHarness sink = new SinkTaskHarness(model, settings)) {
            sink.put(CHAT_0, "no field of that name in a text");
            sink.until(settled(1));
            assertThat(metric("passed-missing")).isEqualTo(1);
        }
        try (SinkTaskHarness sink = new SinkTaskHarness(model, SETTINGS)) {
            sink.put(CHAT_0, " ", "__debezium_unavailable_value");
            sink.until(settled(2));

            assertThat(metric("passed")).isEqualTo(2);
            assertThat(metric("passed-empty")).isEqualTo(1);
            assertThat(metric("passed-unavailable")).isEqualTo(1);
        }
    }

    @Test
    void kindsOfDeadLettersAreCounted() throws Exception {
        model.model().rejecting("bad");
        model.model().failingOn(Failure.ofStatus(FailureKind.MALFORMED, 200, "no list"), "odd");
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("on.outage", "dead-letter");
        try (SinkTaskHarness sink = new SinkTaskHarness(model, settings)) {
            sink.put(CHAT_0, "bad", "odd", "fine");
            sink.until(settled(3));

            assertThat(metric("reported")).isEqualTo(2);
            assertThat(metric("reported-rejected")).isEqualTo(1);
            assertThat(metric("reported-malformed")).isEqualTo(1);
            assertThat(metric("reported-unavailable")).isZero();
        }
    }

    @Test
    void outageIsSeenWhileItLasts() throws Exception {
        model.model().failingOn(Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"), "a");
        try (SinkTaskHarness sink = new SinkTaskHarness(model, SETTINGS)) {
            sink.put(CHAT_0, "a");

            sink.until(() -> metric("outage") == 1);
        }
    }

    @Test
    void metricsEndWithTheTaskAndShowNoSecret() throws Exception {
        SinkTaskHarness sink = new SinkTaskHarness(model, SETTINGS);
        List<String> names = Stream.of(jmx.getMBeanInfo(name()).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toList();
        assertThat(names).contains("tokens-in", "tokens-out");
        assertThat(jmx.getAttributes(name(), names.toArray(String[]::new)).toString() + name())
                .doesNotContain("hf_never_shown");

        sink.close();

        assertThat(jmx.isRegistered(name())).isFalse();
    }

    private BooleanSupplier settled(int records) {
        return () -> metric("enriched") + metric("passed") + metric("reported") == records;
    }

    private double metric(String attribute) {
        try {
            return ((Number) jmx.getAttribute(name(), attribute)).doubleValue();
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName("io.github.hfconnect:type=sink-task,connector=watched,task=3");
    }
}
