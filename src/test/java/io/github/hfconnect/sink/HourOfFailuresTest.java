package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.resilience.FakeInferenceClient;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.LogLines;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An hour in which no call is answered costs fewer than 100 lines of the log, whatever becomes of the records. */
class HourOfFailuresTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_LINES = 99;

    private static final Failure REFUSED = Failure.ofStatus(FailureKind.REJECTED, 422, "too long");
    private static final Failure DOWN = Failure.ofStatus(FailureKind.UNAVAILABLE, 503, "down");

    private static final Map<String, String> DROPS = Map.of("errors.tolerance", "all");
    private static final Map<String, String> KEEPS =
            Map.of("errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dead");

    private final FakeTime time = new FakeTime();
    private final FakeCluster cluster = new FakeCluster();
    private final FakeInferenceClient model = new FakeInferenceClient();

    static Stream<Arguments> dispositions() {
        return Stream.of("at-least-once", "exactly-once")
                .flatMap(guarantee -> Stream.of(
                        Arguments.of(guarantee, "on.failure=report, to a topic", KEEPS, REFUSED, 0),
                        Arguments.of(guarantee, "on.failure=report, to nowhere", DROPS, REFUSED, 30),
                        Arguments.of(guarantee, "on.failure=annotate", Map.of("on.failure", "annotate"), REFUSED, 0),
                        Arguments.of(guarantee, "on.failure=drop", Map.of("on.failure", "drop"), REFUSED, 30),
                        Arguments.of(guarantee, "outage, to a topic", outage(KEEPS), DOWN, 0),
                        Arguments.of(guarantee, "outage, to nowhere", outage(DROPS), DOWN, 30)));
    }

    /** @param drops how many lines tell of records that are gone */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("dispositions")
    void recordsThatFailOneByOne(
            String guarantee, String disposition, Map<String, String> settings, Failure failure, int drops)
            throws Exception {
        try (LogLines log = new LogLines();
                SinkTaskHarness sink = started(guarantee, settings)) {
            int records = 0;
            for (long begin = time.nanos(); time.nanos() - begin < HOUR.toNanos(); records += 10) {
                String[] texts = texts(records);
                model.failingOn(failure, texts);
                for (int i = 0; i < texts.length; i++) {
                    cluster.input(CHAT_0, records + i, "key", texts[i]);
                }
                sink.put(CHAT_0, texts);
                sink.until(sink::isIdle);
                time.advance(Duration.ofMinutes(1));
            }

            assertThat(log.all()).hasSizeLessThanOrEqualTo(MOST_LINES);
            assertThat(log.all()).filteredOn(line -> line.contains("Dropped")).hasSize(drops);
            assertThat(log.all())
                    .filteredOn(line -> line.contains("more since the line before"))
                    .hasSize(drops == 0 ? 0 : 5);
            assertThat(records).isEqualTo(600);
        }
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void recordsThatWaitForTheEndOfAnOutage(String guarantee) throws Exception {
        model.failingOn(DOWN, "a");
        try (LogLines log = new LogLines();
                SinkTaskHarness sink = started(guarantee, Map.of())) {
            sink.put(CHAT_0, "a");
            for (long begin = time.nanos(); time.nanos() - begin < HOUR.toNanos(); ) {
                int calls = model.calls().size();
                sink.until(() -> {
                    time.advance(Duration.ofSeconds(1));
                    return model.calls().size() > calls;
                });
            }

            assertThat(model.calls()).hasSizeGreaterThan(1000);
            assertThat(log.all())
                    .filteredOn(line -> line.contains("No endpoint"))
                    .hasSizeBetween(6, 7);
            assertThat(log.all()).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
    }

    static Stream<String> guarantees() {
        return Stream.of("at-least-once", "exactly-once");
    }

    private static Map<String, String> outage(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("on.outage", "dead-letter");
        return all;
    }

    private SinkTaskHarness started(String guarantee, Map<String, String> settings) throws InterruptedException {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        Map<String, String> all = new HashMap<>(settings);
        all.put("delivery.guarantee", guarantee);
        all.put("batch.max.records", "1");
        SinkTaskHarness sink = SinkTaskHarness.byClock(model, all, cluster, time);
        sink.until(() -> sink.context.paused().isEmpty());
        return sink;
    }

    private static String[] texts(int from) {
        return Stream.iterate(from, i -> i + 1).limit(10).map(i -> "text " + i).toArray(String[]::new);
    }
}
