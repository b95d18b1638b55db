package io.github.hfconnect.bench.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void theIdleWorkersCostIsNotTheRecords() {
        Cost.Idle idle = Cost.Idle.between(new Sample(0, 0, 0, 0), new Sample(2 * SECOND, SECOND / 50, 2_000, 0));
        List<Sample> samples = List.of(
                new Sample(0, 0, 0, 0),
                new Sample(SECOND, SECOND, 500_000, 2_000),
                new Sample(3 * SECOND, SECOND + SECOND / 10, 1_502_000, 9_000),
                new Sample(9 * SECOND, 8 * SECOND, 9_000_000, 10_000));

        Cost cost = Cost.of(samples, idle, 0.2, 0.9);

        // 7,000 records in 2 s: 100 ms of processor less 20 ms, 1,002,000 bytes less 2,000.
        assertThat(cost.cpuMicros()).isEqualTo(80_000.0 / 7_000);
        assertThat(cost.allocatedBytes()).isEqualTo(1_000_000.0 / 7_000);
    }

    /** A fast worker settles a small feed between two samples. */
    @Test
    void allRecordsBetweenTwoSamplesHaveACost() {
        Cost.Idle idle = new Cost.Idle(0, 0);
        List<Sample> samples = List.of(new Sample(0, 0, 0, 0), new Sample(SECOND, 50_000_000, 10_000, 1_000));

        assertThat(Cost.of(samples, idle, 0.2, 0.9)).isEqualTo(new Cost(50, 10));
    }
}
