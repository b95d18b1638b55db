package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way to the endpoint breaks, in each way that it can, and is mended. */
class ConnectionFaultsIT {

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    private interface Breakage {
        void happen(Wire wire) throws IOException;
    }

    @SideBySide
    @Test
    void refusedFromTheStart() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(CLUSTER.get(), "refused", 200, id -> "hello " + id)) {
            scenario.start(wire.url());
            scenario.await(scenario::isOutage);

            wire.mend();

            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void resetInMidFlight() throws IOException {
        breakInMidFlight("reset", Wire::reset);
    }

    @SideBySide
    @Test
    void silentInMidFlight() throws IOException {
        breakInMidFlight("silent", Wire::silence);
    }

    private static void breakInMidFlight(String name, Breakage breakage) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(CLUSTER.get(), name, 600, id -> "hello " + id)) {
            tei.slowMotion();
            wire.mend();
            scenario.start(wire.url(), "retry.max.attempts", "2");
            scenario.await(() -> scenario.written() > 50);

            breakage.happen(wire);
            scenario.await(scenario::isOutage);
            scenario.assertInMidFlight();
            tei.latencyMillis(30);
            wire.mend();

            scenario.assertAllEnriched();
        }
    }

    /** As a server does whose idle limit is shorter than the client's: the request was never seen. */
    @SideBySide
    @Test
    void keptConnectionsAreClosed() throws IOException {
        try (ScriptedTei tei =
                        ScriptedTei.start(call -> call.isFirstOnConnection() ? null : Faults.closedUnderTheRequest());
                Scenario scenario = Scenario.of(CLUSTER.get(), "kept-closed", 400, id -> "hello " + id)) {
            tei.describesItself();

            scenario.start(tei.url(), "endpoint.api", "auto", "retry.max.attempts", "1");

            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void flapping() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(CLUSTER.get(), "flapping", 2000, id -> "hello " + id)) {
            tei.latencyMillis(100);
            wire.mend();
            // Of five attempts, all of one call in some hundreds fall into times without an answer.
            scenario.start(wire.url(), "retry.max.attempts", "12");
            scenario.await(() -> scenario.written() > 50);

            for (int i = 0; i < 10; i++) {
                wire.reset();
                Waiting.pause(Duration.ofMillis(250));
                wire.mend();
                Waiting.pause(Duration.ofMillis(250));
            }
            wire.reset();
            scenario.assertInMidFlight();
            wire.mend();

            scenario.assertAllEnriched();
        }
    }
}
