package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.ScriptedTei.Call;
import io.github.hfconnect.e2e.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code on.failure} and {@code on.outage} say becomes of records, besides what the other classes show of their defaults. */
class FailurePoliciesIT {

    private static final int RECORDS = 200;
    private static final Set<Integer> BAD = Set.of(7, 42, 43, 199);

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @SideBySide
    @Test
    void annotated() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = withBad("annotated")) {
            scenario.start(tei.url(), "on.failure", "annotate");

            assertThat(scenario.auditWhenDone())
                    .isEqualTo(Audit.perfectWith(BAD.stream().collect(Collectors.toMap(id -> id, id -> "REJECTED"))));
            assertThat(accounts(scenario)).containsEntry("enriched", (long) RECORDS);
        }
    }

    @SideBySide
    @Test
    void dropped() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = withBad("dropped")) {
            scenario.start(tei.url(), "on.failure", "drop");

            assertThat(scenario.auditWhenDone()).isEqualTo(Audit.perfectBut(BAD));
            assertThat(accounts(scenario))
                    .containsEntry("enriched", (long) RECORDS - BAD.size())
                    .containsEntry("dropped", (long) BAD.size());
            assertThat(CLUSTER.get().logLines("as on.failure=drop says", "dropped-"))
                    .hasSize(BAD.size());
        }
    }

    @SideBySide
    @Test
    void manyThatAreDroppedCostFewLinesOfTheLog() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(CLUSTER.get(), "nothing-left", RECORDS, id -> "poison " + id)) {
            scenario.start(tei.url(), "on.failure", "drop");

            assertThat(scenario.auditWhenDone())
                    .isEqualTo(
                            Audit.perfectBut(IntStream.range(0, RECORDS).boxed().collect(Collectors.toSet())));
            assertThat(CLUSTER.get().logLines("[hf-", "nothing-left-")).hasSizeLessThan(10);
        }
    }

    /** Who has had all attempts in the outage is dead, and nobody else. */
    @SideBySide
    @Test
    void outageIsDeadLetters() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> isFaulty(call) ? Faults.status(503, "") : null);
                Scenario scenario = hello("outage-dead")) {
            scenario.start(
                    tei.url(),
                    Scenario.patient("on.outage", "dead-letter", "retry.max.attempts", "1", "batch.max.records", "4"));

            Audit audit = scenario.auditWhenDone();

            Set<Integer> refused = tei.recorded().stream()
                    .filter(FailurePoliciesIT::isFaulty)
                    .flatMap(call -> call.texts().stream())
                    .map(scenario.feed().messages()::indexOf)
                    .collect(Collectors.toSet());
            assertThat(refused).isNotEmpty().hasSizeLessThan(RECORDS);
            assertThat(audit)
                    .isEqualTo(Audit.perfect(refused.stream().collect(Collectors.toMap(id -> id, id -> "Overloaded"))));
            assertThat(accounts(scenario)).containsEntry("reported", (long) refused.size());
        }
    }

    /** The server quotes the whole call, which fails as one. */
    @SideBySide
    @Test
    void letterOfAnOutageHoldsNothingOfOtherRecords() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> isFaulty(call) ? Faults.quotingAll(503, call) : null);
                Scenario scenario = hello("outage-letter")) {
            scenario.start(
                    tei.url(),
                    Scenario.patient("on.outage", "dead-letter", "retry.max.attempts", "1", "batch.max.records", "4"));
            assertThat(scenario.auditWhenDone().dead()).isNotEmpty();

            for (ConsumerRecord<String, String> letter : scenario.topics().readIfThere(scenario.deadTopic())) {
                String own = scenario.feed().messages().get(Topics.id(letter));
                assertThat(DeadLetterHeaders.all(letter))
                        .doesNotContain(scenario.feed().messages().stream()
                                .filter(message -> !own.contains(message))
                                .toList());
            }
        }
    }

    @SideBySide
    @Test
    void outageFailsTheTask() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> Faults.quoting(500, call.headers()));
                Scenario scenario = hello("outage-fails")) {
            scenario.start(tei.url(), Scenario.patient("on.outage", "fail", "retry.max.attempts", "2"));

            assertThat(scenario.assertFailedUntouched()).contains("UNAVAILABLE", "[status 500]", "[attempts 2]");

            tei.failWith(null);
            scenario.startAgain(tei.url(), Scenario.patient("on.outage", "fail", "retry.max.attempts", "2"));
            scenario.assertAllEnriched();
        }
    }

    private static boolean isFaulty(Call call) {
        return call.number() < 5;
    }

    private static Scenario withBad(String name) {
        return Scenario.of(CLUSTER.get(), name, RECORDS, id -> (BAD.contains(id) ? "poison " : "hello ") + id);
    }

    private static Scenario hello(String name) {
        return Scenario.of(CLUSTER.get(), name, RECORDS, id -> "hello " + id);
    }

    private static Map<String, Long> accounts(Scenario scenario) {
        return CLUSTER.get().metrics().assertBalanced(scenario.name());
    }
}
