package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is too slow for a full batch, or hangs on one text, with the default batches, calls in flight and kind of server. */
class SlowServerIT {

    private static final String[] DEFAULTS = {
        "endpoint.api", "auto", "batch.max.records", "32", "max.in.flight.requests", "16"
    };

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    /** 32 inputs would take 3.2 s, and 2 s are given. */
    @SideBySide
    @Test
    void batchesBecomeAsSmallAsTheTimeAllowsAndLittleIsPaidForTheLesson() throws IOException {
        int records = 2000;
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(CLUSTER.get(), "too-slow", records, id -> "hello " + id)) {
            tei.describesItself();
            tei.latencyMillisPerInput(100);

            scenario.start(tei.url(), DEFAULTS);

            scenario.assertAllEnriched();
            assertThat(inputs(tei)).isLessThanOrEqualTo((int) (1.2 * records));
        }
    }

    @SideBySide
    @Test
    void textThatHangsIsFoundByItsBatchAndAlone() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> hasBad(call.texts()) ? Faults.hang() : null);
                Scenario scenario =
                        Scenario.of(CLUSTER.get(), "one-hangs", 1000, id -> (id == 700 ? "bad one " : "hello ") + id)) {
            tei.describesItself();
            tei.latencyMillis(20);

            scenario.start(tei.url(), DEFAULTS);

            scenario.assertDead(Set.of(700), "Unavailable");
            // Each takes the whole time that a call is given.
            assertThat(tei.calls().stream().filter(SlowServerIT::hasBad)).hasSizeLessThan(3);
        }
    }

    private static int inputs(ScriptedTei tei) {
        return tei.calls().stream().mapToInt(List::size).sum();
    }

    private static boolean hasBad(List<String> texts) {
        return texts.stream().anyMatch(text -> text.contains("bad one"));
    }
}
