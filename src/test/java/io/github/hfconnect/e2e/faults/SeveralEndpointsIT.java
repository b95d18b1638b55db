package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of three endpoints is dead, and the others do its work. */
class SeveralEndpointsIT {

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @SideBySide
    @ParameterizedTest
    @CsvSource({"failover, false", "round-robin, true", "least-loaded, true"})
    void oneOfThreeIsDead(String strategy, boolean spreads) throws IOException {
        try (ScriptedTei second = ScriptedTei.start();
                ScriptedTei third = ScriptedTei.start();
                Scenario scenario = Scenario.of(CLUSTER.get(), "dead-" + strategy, 400, id -> "hello " + id)) {
            second.latencyMillis(20);
            third.latencyMillis(20);
            String dead = "http://127.0.0.1:" + FreePorts.any();

            scenario.start(dead + "," + second.url() + "," + third.url(), "endpoint.strategy", strategy);

            scenario.assertAllEnriched();
            assertThat(second.calls()).isNotEmpty();
            assertThat(third.calls().isEmpty()).isEqualTo(!spreads);
        }
    }

    /** With the default `endpoint.api`: what the standby is cannot be found out. */
    @SideBySide
    @Test
    void standbyThatIsDownSwitchesNoBatchingOff() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(CLUSTER.get(), "standby-down", 2000, id -> "hello " + id)) {
            tei.latencyMillis(20);
            tei.describesItself();

            scenario.start(tei.url() + ",http://127.0.0.1:" + FreePorts.any(), "endpoint.api", "auto");

            scenario.assertAllEnriched();
            // 2000 inputs are 125 full calls of 16.
            assertThat(tei.calls()).hasSizeLessThan(250);
        }
    }
}
