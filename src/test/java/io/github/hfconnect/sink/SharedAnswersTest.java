package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Equal inputs are paid once, whatever becomes of the records that ask. */
class SharedAnswersTest {

    private static final Map<String, String> SETTINGS =
            Map.of("output.headers", "true", "batch.max.records", "1", "output.metadata.field", "call");

    private final HangingModel hanging = new HangingModel();

    @Test
    void thousandEqualInputsAtOnceArePaidOnce() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS)) {
            hanging.hangOn("gg");
            sink.put(CHAT_0, Collections.nCopies(500, "gg").toArray(String[]::new));
            sink.put(CHAT_1, Collections.nCopies(500, "gg").toArray(String[]::new));
            hanging.letGo("gg");

            sink.until(() -> sink.producer.history().size() == 1000);

            assertThat(hanging.model().calls()).containsExactly(List.of("gg"));
            assertThat(sink.committable(CHAT_0)).isEqualTo(500);
            assertThat(sink.committable(CHAT_1)).isEqualTo(500);
        }
    }

    @Test
    void answeredInputIsNotAskedAgainAndSaysSo() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS)) {
            sink.put(CHAT_0, "gg");
            sink.until(() -> sink.written(0).size() == 1);

            sink.put(CHAT_0, "gg", "other");
            sink.until(() -> sink.written(0).size() == 3);

            assertThat(hanging.model().calls()).containsExactly(List.of("gg"), List.of("other"));
            assertThat(value(sink, 0)).contains("\"cached\":false").contains("\"prediction\":\"GG\"");
            assertThat(value(sink, 1)).contains("\"cached\":true").contains("\"prediction\":\"GG\"");
        }
    }

    @Test
    void hitsKeepTheOrderOfTheirPartition() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS)) {
            sink.put(CHAT_1, "gg");
            sink.until(() -> sink.written(1).size() == 1);
            hanging.hangOn("slow");

            sink.put(CHAT_0, "slow", "gg", "gg");
            assertThat(sink.written(0)).isEmpty();
            hanging.letGo("slow");

            sink.until(() -> sink.written(0).size() == 3);
            assertThat(sink.written(0)).containsExactly("0", "1", "2");
        }
    }

    @Test
    void ownFailureIsSharedByThoseThatWaitButNotRemembered() throws Exception {
        hanging.model().rejecting("bad");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS)) {
            hanging.hangOn("bad");
            sink.put(CHAT_0, "bad", "bad", "bad");
            hanging.letGo("bad");
            sink.until(() -> sink.context.reported().size() == 3);
            assertThat(hanging.model().calls()).hasSize(1);

            sink.put(CHAT_0, "bad");

            sink.until(() -> sink.context.reported().size() == 4);
            assertThat(hanging.model().calls()).hasSize(2);
        }
    }

    @Test
    void outageKeepsAllThatWaitUntilTheServiceAnswers() throws Exception {
        hanging.model()
                .failing(
                        Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"),
                        Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"));
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS)) {
            sink.put(CHAT_0, "gg", "gg");
            sink.put(CHAT_1, "gg");

            sink.until(() -> sink.producer.history().size() == 3);

            assertThat(hanging.model().calls()).hasSize(3);
            assertThat(sink.context.reported()).isEmpty();
        }
    }

    @Test
    void recordsGetTheirAnswerThoughThePartitionThatAskedFirstIsGivenUp() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, oneCallAtATime())) {
            hanging.hangOn("slow");
            sink.put(CHAT_1, "slow");
            sink.until(() -> true);
            sink.put(CHAT_0, "gg");
            sink.put(CHAT_1, "gg");

            sink.close(List.of(CHAT_0));
            hanging.letGo("slow");

            sink.until(() -> sink.written(1).size() == 2);
            assertThat(sink.written(0)).isEmpty();
        }
    }

    @Test
    void partitionThatComesBackAsksAnew() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, oneCallAtATime())) {
            hanging.hangOn("slow");
            sink.put(CHAT_1, "slow");
            sink.put(CHAT_0, "gg");
            sink.close(List.of(CHAT_0));
            sink.task().open(List.of(CHAT_0));

            sink.put(CHAT_0, "gg");
            hanging.letGo("slow");

            sink.until(() -> sink.written(0).size() == 1);
            assertThat(hanging.model().calls()).contains(List.of("gg"));
        }
    }

    @Test
    void withoutACacheEachInputHasItsOwnCall() throws Exception {
        Map<String, String> off = new HashMap<>(SETTINGS);
        off.put("cache.max.entries", "0");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, off)) {
            sink.put(CHAT_0, "gg", "gg");

            sink.until(() -> sink.written(0).size() == 2);

            assertThat(hanging.model().calls()).hasSize(2);
        }
    }

    private static Map<String, String> oneCallAtATime() {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("max.in.flight.requests", "1");
        return settings;
    }

    private static String value(SinkTaskHarness sink, int index) {
        return new String(sink.producer.history().get(index).value(), StandardCharsets.UTF_8);
    }
}
