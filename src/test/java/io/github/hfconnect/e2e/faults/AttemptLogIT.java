package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log tells of attempts at its finest levels, and what it keeps to itself. */
class AttemptLogIT {

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @SideBySide
    @Test
    void eachAttemptHasALineWithoutItsText() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(
                        call -> call.number() == 0 ? Faults.status(500, "{\"error\":\"a broken answer\"}") : null);
                Scenario scenario = Scenario.of(CLUSTER.get(), "attempts", 40, id -> "confidential " + id)) {
            scenario.start(tei.url());
            scenario.assertAllEnriched();

            String endpoint = "127.0.0.1:" + tei.port();
            assertThat(CLUSTER.get().logLines("DEBUG AttemptLog", endpoint, "UNAVAILABLE, status 500"))
                    .hasSize(1);
            assertThat(CLUSTER.get().logLines("DEBUG AttemptLog", endpoint, "inputs answered in"))
                    .hasSize(tei.calls().size() - 1);
            assertThat(CLUSTER.get().logLines("confidential")).isEmpty();
        }
    }

    @SideBySide
    @Test
    void bodiesAreShownToWhoeverAsksForThemAndSecretsToNobody() throws IOException {
        try (ScriptedTei tei =
                        ScriptedTei.start(call -> call.number() == 0 ? Faults.quoting(500, call.headers()) : null);
                Scenario scenario = Scenario.of(CLUSTER.get(), "bodies", 20, id -> "to be seen " + id)) {
            scenario.start(tei.url(), "log.bodies", "true");
            scenario.assertAllEnriched();

            assertThat(CLUSTER.get().logLines("TRACE BodyLog", "POST", "to be seen 3"))
                    .isNotEmpty();
            assertThat(CLUSTER.get().logLines("TRACE BodyLog", "200", "neutral"))
                    .isNotEmpty();
            assertThat(CLUSTER.get().logLines("TRACE BodyLog", "500", "[hidden]"))
                    .isNotEmpty();
        }
    }
}
