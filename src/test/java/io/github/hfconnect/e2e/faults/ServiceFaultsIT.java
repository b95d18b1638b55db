package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.ScriptedTei.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that answers its first calls, and later every fifth, with something else than predictions: nobody is the worse for it. */
class ServiceFaultsIT {

    private static final int FIRST_CALLS = 6;
    private static final int LATER_ONE_OF = 5;

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    private interface Fault extends Function<Call, MockResponse> {}

    static Stream<Arguments> faults() {
        return Stream.of(
                timeout("hang", call -> Faults.hang()),
                timeout("slow-drip", call -> Faults.drip(call.texts())),
                fault("cut-body", "unavailable", call -> Faults.cutBody(call.texts())),
                fault("no-answer", "unavailable", call -> Faults.noAnswer()),
                fault("html-200", "malformed", call -> Faults.html()),
                fault("wrong-count", "malformed", call -> Faults.wrongCount(call.texts())),
                fault("error-200", "malformed", call -> Faults.status(200, "{\"error\":\"out of order\"}")),
                fault("empty-list", "malformed", call -> Faults.status(200, "[]")),
                fault("error-event-200", "malformed", call -> Faults.errorEvent()),
                fault("nan", "malformed", call -> Faults.nan(call.texts())),
                fault("gzip-bomb", "malformed", call -> Faults.gzipBomb()),
                fault("status-500", "unavailable", call -> Faults.quoting(500, call.headers())),
                fault("status-502", "unavailable", call -> Faults.status(502, "<html>Bad Gateway</html>")),
                fault("status-503", "overloaded", call -> Faults.status(503, "")),
                fault("status-503-hint", "overloaded", call -> Faults.overloadedFor(503, "1")),
                fault("status-429-seconds", "overloaded", call -> Faults.overloadedFor(429, "1")),
                fault(
                        "status-429-date",
                        "overloaded",
                        call -> Faults.overloadedFor(429, Faults.dateIn(Duration.ZERO))));
    }

    private static Arguments fault(String name, String kind, Fault answer) {
        return Arguments.of(name, kind, Scenario.LONG_TIMEOUT, answer);
    }

    /** One that only a timeout ends: long enough for the answers in between, on a machine that does sixteen other things. */
    private static Arguments timeout(String name, Fault answer) {
        return Arguments.of(name, "unavailable", "2000", answer);
    }

    @SideBySide
    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void noRecordIsTheWorseForIt(String name, String kind, String timeout, Fault fault) throws IOException {
        ScriptedTei.Script script = call -> isFaulty(call.number()) ? fault.apply(call) : null;
        try (ScriptedTei tei = ScriptedTei.start(script);
                Scenario scenario = Scenario.of(CLUSTER.get(), name, 200, id -> "hello " + id)) {
            scenario.start(tei.url(), "request.timeout.ms", timeout);

            scenario.assertAllEnriched();

            assertThat(CLUSTER.get().metrics().sum(name, "attempts-" + kind)).isPositive();
            assertThat(tei.recorded())
                    .hasSizeGreaterThan(FIRST_CALLS)
                    .allSatisfy(call ->
                            assertThat(call.headers().get("Authorization")).isEqualTo("Bearer " + Planted.TOKEN));
        }
    }

    private static boolean isFaulty(int call) {
        return call < FIRST_CALLS || call % LATER_ONE_OF == 0;
    }
}
