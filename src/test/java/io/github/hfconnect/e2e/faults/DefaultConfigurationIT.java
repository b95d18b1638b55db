package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two endpoints, and no more configured than it takes to run: nobody says what the endpoints are, how many calls or records they
 * take, or how long to wait. The faults of the other suites, one of each kind, in both guarantees.
 */
class DefaultConfigurationIT {

    private static final int RECORDS = 600;

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    private ScriptedTei first;
    private ScriptedTei second;

    @BeforeEach
    void startEndpoints() throws IOException {
        first = ScriptedTei.start();
        second = ScriptedTei.start();
        first.describesItself();
        second.describesItself();
    }

    @AfterEach
    void stopEndpoints() {
        first.close();
        second.close();
    }

    @SideBySide
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void allAreEnrichedInFullCalls(String guarantee) {
        try (Scenario scenario = scenario("default-well", guarantee, Set.of())) {
            scenario.assertAllEnriched();

            List<List<String>> calls = calls();
            assertThat(calls.stream().flatMap(List::stream)).hasSize(RECORDS).doesNotHaveDuplicates();
            assertThat(calls.stream().mapToInt(List::size).max()).hasValue(32);
        }
    }

    @SideBySide
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void badRecordsAreTheOnlyDeadLetters(String guarantee) {
        Set<Integer> bad =
                IntStream.range(0, RECORDS).filter(id -> id % 100 == 7).boxed().collect(Collectors.toSet());
        try (Scenario scenario = scenario("default-bad", guarantee, bad)) {
            scenario.assertDead(bad, "Rejected");
        }
    }

    @SideBySide
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void oneThatGoesAwayIsStoodInFor(String guarantee) {
        first.answerBy(call -> call.number() > 3 ? unavailable() : null);
        try (Scenario scenario = scenario("default-one-away", guarantee, Set.of())) {
            scenario.assertAllEnriched();

            assertThat(second.calls()).isNotEmpty();
        }
    }

    @SideBySide
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void bothThatAreAwayAreWaitedFor(String guarantee) {
        first.failWith(unavailable());
        second.failWith(unavailable());
        try (Scenario scenario = scenario("default-both-away", guarantee, Set.of())) {
            scenario.await(scenario::isOutage);
            assertThat(scenario.written()).isZero();
            first.failWith(null);
            second.failWith(null);

            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void bothThatAreBusyAreGivenTheTimeTheyAskFor(String guarantee) {
        first.answerBy(call -> call.number() % 3 == 0 ? Faults.overloadedFor(429, "1") : null);
        second.answerBy(call -> call.number() % 3 == 0 ? Faults.overloadedFor(503, "1") : null);
        try (Scenario scenario = scenario("default-busy", guarantee, Set.of())) {
            scenario.assertAllEnriched();
        }
    }

    private Scenario scenario(String name, String guarantee, Set<Integer> bad) {
        Scenario scenario = Scenario.of(
                CLUSTER.get(), name + "-" + guarantee, RECORDS, id -> (bad.contains(id) ? "poison " : "hello ") + id);
        scenario.startUntuned(first.url() + "," + second.url(), "delivery.guarantee", guarantee);
        return scenario;
    }

    private List<List<String>> calls() {
        return List.of(first, second).stream()
                .flatMap(endpoint -> endpoint.calls().stream())
                .toList();
    }

    private static MockResponse unavailable() {
        return Faults.status(502, "<html>Bad Gateway</html>");
    }
}
