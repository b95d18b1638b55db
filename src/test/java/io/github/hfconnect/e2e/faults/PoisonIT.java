package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.ScriptedTei.Call;
import io.github.hfconnect.e2e.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that no server takes, and records that break it each time: they are the dead letters, and nobody else is. */
class PoisonIT {

    private static final String BAD = "bad one";

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @SideBySide
    @Test
    void oneOfAHundred() throws IOException {
        Set<Integer> bad = ids(1000, id -> id % 100 == 7);
        try (ScriptedTei tei = badIs(call -> Faults.quoting(422, call.headers()));
                Scenario scenario = scenario("poison-1-percent", 1000, bad)) {
            scenario.start(tei.url());

            scenario.assertDead(bad, "Rejected");
        }
    }

    /** The server quotes all that it was sent, the token and the other records of the call included. */
    @SideBySide
    @Test
    void letterTellsWhatIsKnownOfItsRecordAndNothingOfOthers() throws IOException {
        Set<Integer> bad = Set.of(30, 31);
        try (ScriptedTei tei = badIs(call -> Faults.quotingAll(422, call));
                Scenario scenario = scenario("letter", 60, bad)) {
            scenario.start(tei.url());
            scenario.assertDead(bad, "Rejected");

            for (ConsumerRecord<String, String> letter : scenario.topics().read(scenario.deadTopic(), bad.size())) {
                String own = scenario.feed().messages().get(Topics.id(letter));
                assertThat(DeadLetterHeaders.header(letter, "exception.class.name"))
                        .isEqualTo("io.github.hfconnect.sink.output.RecordFailedException$Rejected");
                assertThat(DeadLetterHeaders.header(letter, "exception.message"))
                        .contains("REJECTED: cannot read [" + own + "] for Bearer [hidden]")
                        .contains("[status 422] [endpoint 127.0.0.1:" + tei.port() + "] [attempts 1] [request call-");
                assertThat(DeadLetterHeaders.all(letter)).doesNotContain(others(scenario, own));
            }
        }
    }

    private static List<String> others(Scenario scenario, String own) {
        return scenario.feed().messages().stream()
                .filter(message -> !own.contains(message))
                .toList();
    }

    @SideBySide
    @Test
    void eachAndEvery() throws IOException {
        Set<Integer> bad = ids(100, id -> true);
        try (ScriptedTei tei = badIs(call -> Faults.quoting(422, call.headers()));
                Scenario scenario = scenario("all-poison", 100, bad)) {
            scenario.start(tei.url());

            scenario.assertDead(bad, "Rejected");
        }
    }

    static Stream<Arguments> oneThatBreaksTheServer() {
        Function<Call, MockResponse> hangs = call -> Faults.hang();
        return Stream.of(
                breaks("always-500", "Unavailable", call -> Faults.status(500, "{\"error\":\"CUDA error\"}")),
                breaks("always-424", "Unavailable", call -> Faults.status(424, "{\"error\":\"backend error\"}")),
                Arguments.of("always-hangs", "Unavailable", "400", hangs),
                breaks("always-nan", "Malformed", call -> Faults.nan(call.texts())));
    }

    private static Arguments breaks(String name, String kind, Function<Call, MockResponse> answer) {
        return Arguments.of(name, kind, Scenario.LONG_TIMEOUT, answer);
    }

    @SideBySide
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void oneThatBreaksTheServer(String name, String kind, String timeout, Function<Call, MockResponse> answer)
            throws IOException {
        Set<Integer> bad = Set.of(131);
        try (ScriptedTei tei = badIs(answer);
                Scenario scenario = scenario(name, 300, bad)) {
            scenario.start(tei.url(), "retry.max.attempts", "2", "request.timeout.ms", timeout);

            scenario.assertDead(bad, kind);
        }
    }

    private static ScriptedTei badIs(Function<Call, MockResponse> answer) throws IOException {
        return ScriptedTei.start(
                call -> call.texts().stream().anyMatch(text -> text.contains(BAD)) ? answer.apply(call) : null);
    }

    private static Scenario scenario(String name, int records, Set<Integer> bad) {
        return Scenario.of(CLUSTER.get(), name, records, id -> (bad.contains(id) ? BAD : "hello") + " " + id);
    }

    private static Set<Integer> ids(int records, IntPredicate which) {
        return IntStream.range(0, records).filter(which).boxed().collect(Collectors.toSet());
    }
}
