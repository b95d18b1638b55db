package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both guarantees and the deliberately wrong mode under kills and other disturbances: {@code mvn verify -Pchaos}. Seeds:
 * {@code -Dchaos.seeds=1,2,3}; kills in a run: {@code -Dchaos.kills=20}.
 */
@Tag("chaos")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ChaosSuiteIT {

    private static final int KILLS = Integer.getInteger("chaos.kills", 20);
    private static final int RECORDS_PER_SECOND = 200;
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(30);

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("chaos.seeds", "1").split(",")).mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyOnce(long seed) throws IOException {
        ChaosReport report = run(ChaosMode.EXACTLY_ONCE, seed, KILLS);

        assertExactlyOnce(report);
        assertThat(report.slowestRecovery())
                .isLessThanOrEqualTo(Waiting.stretched(GOES_ON_WITHIN).toSeconds());
    }

    @Test
    void atLeastOnceLosesNothingAndCountsWhatItRepeats() throws IOException {
        ChaosReport report = run(ChaosMode.AT_LEAST_ONCE, seeds().findFirst().orElseThrow(), KILLS / 2);

        assertThat(report.counts().missing()).isZero();
        assertThat(report.counts().wrong()).isZero();
        assertThat(report.failures()).isEmpty();
        assertThat(report.accounts().areClosed())
                .as("accounts %s", report.accounts())
                .isTrue();
    }

    /** Frozen workers and breached poll intervals lose their partitions as killed ones do; whoever gives them up does not. */
    @Test
    void atLeastOnceRepeatsNothingWherePartitionsAreGivenUp() throws IOException {
        List<Disturbance> plan = List.of(
                Disturbance.RESTART_TASKS,
                Disturbance.STOP_WORKER,
                Disturbance.RECONFIGURE,
                Disturbance.ADD_PARTITIONS,
                Disturbance.PAUSE,
                Disturbance.STOP_WORKER);

        ChaosReport report =
                new ChaosRun(ChaosMode.AT_LEAST_ONCE, seeds().findFirst().orElseThrow(), plan, RECORDS_PER_SECOND).go();

        assertExactlyOnce(report);
    }

    @Test
    void oneIdPerTaskIsFoundToBeWrong() throws IOException {
        ChaosReport report = new ChaosRun(
                        ChaosMode.ONE_ID_PER_TASK,
                        seeds().findFirst().orElseThrow(),
                        List.of(Disturbance.FREEZE, Disturbance.KILL, Disturbance.FREEZE, Disturbance.FREEZE),
                        RECORDS_PER_SECOND)
                .go();

        assertThat(report.counts().duplicated())
                .as("duplicates of the wrong mode, which the suite must be able to see")
                .isPositive();
    }

    private static ChaosReport run(ChaosMode mode, long seed, int kills) throws IOException {
        return new ChaosRun(mode, seed, Disturbance.plan(kills, 1, seed), RECORDS_PER_SECOND).go();
    }

    /** Without how long it took to go on, which a busy machine decides: that is for the long suite on a quiet one. */
    static void assertExactlyOnce(ChaosReport report) {
        ChaosCounts counts = report.counts();
        assertThat(counts).isEqualTo(new ChaosCounts(counts.expected(), 0, 0, 0, 0));
        assertThat(report.failures()).isEmpty();
        assertThat(report.accounts().areClosed())
                .as("accounts %s", report.accounts())
                .isTrue();
    }
}
