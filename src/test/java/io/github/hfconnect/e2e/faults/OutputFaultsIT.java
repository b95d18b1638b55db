package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records are enriched, and the cluster does not take them. */
class OutputFaultsIT {

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @SideBySide
    @Test
    void deadLetterThatCannotBeWrittenFailsTheTask() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario =
                        Scenario.of(CLUSTER.get(), "no-letters", 100, id -> id == 99 ? "poison" : "hello")) {
            scenario.topics().create(scenario.deadTopic(), 1);
            scenario.topics().configure(scenario.deadTopic(), "max.message.bytes", "200");
            scenario.start(tei.url());
            scenario.await(() -> !scenario.failure().isEmpty());

            // Whoever waits for the letter first says so: the plugin, or Connect where it is about to commit.
            assertThat(scenario.failure())
                    .containsAnyOf(
                            "The dead letter of no-letters-1@49 could not be written",
                            "WorkerErrantRecordReporter.awaitFutures")
                    .contains("RecordTooLargeException");
            assertThat(scenario.topics().committed(scenario.name(), scenario.name(), 1))
                    .isLessThanOrEqualTo(49);

            scenario.topics().configure(scenario.deadTopic(), "max.message.bytes", "1000000");
            scenario.startAgain(tei.url());
            // Connect commits nothing once a letter is lost, so that what it has not committed yet is written again.
            scenario.auditWhenDone().assertRepeatedAtMostOnce(Map.of(99, "Rejected"));
            CLUSTER.get().metrics().assertBalanced(scenario.name());
        }
    }

    @SideBySide
    @Test
    void recordThatIsTooLargeForTheOutputTopicIsDead() throws IOException {
        Set<Integer> large = Set.of(17);
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(
                        CLUSTER.get(), "too-large", 100, id -> large.contains(id) ? "x".repeat(5000) : "hello " + id)) {
            scenario.topics().create(scenario.outputTopic(), 1);
            scenario.topics().configure(scenario.outputTopic(), "max.message.bytes", "4000");
            // Alone in its batch: the broker counts batches.
            scenario.start(tei.url(), "output.producer.linger.ms", "0", "output.producer.batch.size", "0");

            scenario.assertDead(large, "Rejected");
        }
    }
}
