package io.github.hfconnect.bench.bed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppendTimesTest {

    @Test
    void theStartAndTheEndDoNotCount() {
        AppendTimes times = new AppendTimes();
        // Ten records in a slow second, eighty at ten milliseconds each, ten in another slow second; in no order.
        for (int i = 0; i < 10; i++) {
            times.add(1_800 + 100L * i);
            times.add(100L * i);
        }
        for (int i = 0; i < 80; i++) {
            times.add(1_000 + 10L * i);
        }

        assertThat(times.perSecond(0.2, 0.8)).isEqualTo(100);
    }

    @Test
    void holdsMoreThanItBeganWith() {
        AppendTimes times = new AppendTimes();
        for (int i = 0; i < 5_001; i++) {
            times.add(i);
        }

        assertThat(times.perSecond(0, 1)).isEqualTo(1_000);
    }
}
