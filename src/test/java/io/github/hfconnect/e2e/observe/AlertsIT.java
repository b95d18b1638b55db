package io.github.hfconnect.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The committed alerts in the hands of Prometheus' own checker: each fires where it is to, and nowhere else. */
@EnabledIf(
        value = "io.github.hfconnect.e2e.observe.Promtool#isInstalled",
        disabledReason = "prometheus and promtool are not installed (Debian: prometheus)")
class AlertsIT {

    @Test
    void rulesAreValid() throws Exception {
        assertSucceeds("check", "config", "config/prometheus/prometheus.yml");
        assertSucceeds("check", "rules", "config/prometheus/alerts.yml");
    }

    @Test
    void eachFiresWhereItIsToAndNowhereElse() throws Exception {
        assertSucceeds("test", "rules", "config/prometheus/alerts-test.yml");
    }

    private static void assertSucceeds(String... arguments) throws Exception {
        Promtool checked = Promtool.run("", arguments);

        assertThat(checked.exitCode()).as(checked.output()).isZero();
    }
}
