package io.github.hfconnect.e2e;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short cut of {@link ChaosSuiteIT} that each build runs: one of most disturbances. The seed: {@code -Dchaos.seed=...}. */
class ChaosIT {

    @Test
    void eachRecordIsSeenOnceWhateverIsKilled() throws IOException {
        long seed = Long.getLong("chaos.seed", System.currentTimeMillis() % 100_000);
        List<Disturbance> plan = List.of(
                Disturbance.KILL_OLDEST,
                Disturbance.HALT_IN_COMMIT,
                Disturbance.FREEZE,
                Disturbance.RESTART_TASKS,
                Disturbance.ADD_PARTITIONS,
                Disturbance.BROKER_RESTART,
                Disturbance.KILL);

        ChaosReport report = new ChaosRun(ChaosMode.EXACTLY_ONCE, seed, plan, 200).go();

        ChaosSuiteIT.assertExactlyOnce(report);
    }
}
