package io.github.hfconnect.bench.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static final double MIDDLE = 0.5;

    @Test
    void aCallTakesItsBaseAndATimeForEachItem() {
        Script script = new Script(20_000, 100, 0, 0, 1, 0, 0, 0, 0, 0, false, null, 0);

        assertThat(script.micros(32, 1, MIDDLE)).isEqualTo(23_200);
    }

    @Test
    void jitterGoesBothWaysAndNeverBelowZero() {
        Script script = new Script(1_000, 0, 2_000, 0, 1, 0, 0, 0, 0, 0, false, null, 0);

        assertThat(script.micros(1, 1, 1)).isEqualTo(3_000);
        assertThat(script.micros(1, 1, 0)).isZero();
    }

    @Test
    void callsBeyondTheKneeSlowDown() {
        Script script = Script.latency(Duration.ofMillis(50)).withKnee(12, 1.5, 24);

        assertThat(script.micros(8, 12, MIDDLE)).isEqualTo(50_000);
        assertThat(script.micros(8, 24, MIDDLE)).isEqualTo(Math.round(50_000 * Math.pow(2, 1.5)));
    }

    @Test
    void callsBeyondTheLimitFindNoPlace() {
        Script script = Script.INSTANT.withKnee(12, 1, 24);

        assertThat(script.admits(23)).isTrue();
        assertThat(script.admits(24)).isFalse();
        assertThat(Script.INSTANT.admits(10_000)).isTrue();
    }

    @Test
    void travelsAsJson() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Script script = Script.latency(Duration.ofMillis(20)).withStragglers(0.01, Duration.ofSeconds(2));

        assertThat(json.readValue(json.writeValueAsBytes(script), Script.class)).isEqualTo(script);
    }
}
