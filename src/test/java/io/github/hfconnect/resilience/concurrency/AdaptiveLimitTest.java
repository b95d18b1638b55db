package io.github.hfconnect.resilience.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit against endpoints in virtual time, whose capacity is known; each case with many seeds. */
class AdaptiveLimitTest {

    private static final int SEEDS = 40;
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(ints = {4, 12, 30})
    void kneeIsFoundWithinHalfAMinute(int knee) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint endpoint =
                    new SimulatedEndpoint(32, seed).takes(50).knee(knee).jitter(AdaptiveLimitTest::uniform);
            AdaptiveLimit limit = limit(32);
            endpoint.run(limit, HALF_MINUTE);

            double answersPerSecond = endpoint.run(limit, HALF_MINUTE);

            assertThat(answersPerSecond).as("seed %s", seed).isGreaterThan(0.9 * knee * 20);
        }
    }

    @Test
    void kneeThatMovesIsFoundAgain() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint endpoint =
                    new SimulatedEndpoint(32, seed).takes(50).knee(12).jitter(AdaptiveLimitTest::uniform);
            AdaptiveLimit limit = limit(32);
            endpoint.run(limit, HALF_MINUTE);
            for (int knee : new int[] {4, 30, 12}) {
                endpoint.knee(knee).run(limit, HALF_MINUTE);

                assertThat(endpoint.run(limit, HALF_MINUTE))
                        .as("knee %s, seed %s", knee, seed)
                        .isGreaterThan(0.9 * knee * 20);
            }
        }
    }

    @Test
    void endpointThatDoesLessBeyondItsKneeIsNotPushedThere() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint endpoint = new SimulatedEndpoint(32, seed)
                    .takes(50)
                    .collapsesBeyond(12)
                    .jitter(AdaptiveLimitTest::uniform);
            AdaptiveLimit limit = limit(32);
            endpoint.run(limit, HALF_MINUTE);

            assertThat(endpoint.run(limit, HALF_MINUTE)).as("seed %s", seed).isGreaterThan(0.9 * 12 * 20);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50})
    void flatEndpointIsInFullUseFromTheStart(int millis) {
        SimulatedEndpoint endpoint = new SimulatedEndpoint(16, 1).takes(millis);

        assertThat(endpoint.run(limit(16), Duration.ofSeconds(20))).isGreaterThan(0.98 * 16 * 1000 / millis);
    }

    @Test
    void jitterIsNoCongestion() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint uniform =
                    new SimulatedEndpoint(16, seed).takes(20).jitter(AdaptiveLimitTest::uniform);
            SimulatedEndpoint exponential =
                    new SimulatedEndpoint(16, seed).takes(20).jitter(AdaptiveLimitTest::exponential);

            assertThat(uniform.run(limit(16), Duration.ofMinutes(1)))
                    .as("seed %s", seed)
                    .isGreaterThan(0.95 * 800);
            assertThat(exponential.run(limit(16), Duration.ofMinutes(1)))
                    .as("seed %s", seed)
                    .isGreaterThan(0.9 * 800);
        }
    }

    @Test
    void stragglersAreNoCongestion() {
        double ofSixtyFourCalls = 64 * 1000 / (0.99 * 20 + 0.01 * 2000);
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint endpoint =
                    new SimulatedEndpoint(64, seed).takes(20).stragglers(0.01);

            assertThat(endpoint.run(limit(64), Duration.ofMinutes(1)))
                    .as("seed %s", seed)
                    .isGreaterThan(0.93 * ofSixtyFourCalls);
        }
    }

    @Test
    void pausesOfTheCallerAreNoCongestion() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint endpoint =
                    new SimulatedEndpoint(16, seed).takes(20 + seed / 20.0).callerPauses(2_300, 70);
            AdaptiveLimit limit = limit(16);
            endpoint.run(limit, HALF_MINUTE);

            double answersPerSecond = endpoint.run(limit, Duration.ofMinutes(1));

            assertThat(answersPerSecond)
                    .as("seed %s", seed)
                    .isGreaterThan(0.98 * 16_000 / (20 + seed / 20.0) * (1 - 70 / 2_300.0));
        }
    }

    @Test
    void fewRandomRefusalsDoNotShrinkIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint endpoint =
                    new SimulatedEndpoint(16, seed).takes(50).refusesAtRandom(0.01);
            AdaptiveLimit limit = limit(16);

            endpoint.run(limit, Duration.ofMinutes(1));

            assertThat(limit.limit()).as("seed %s", seed).isGreaterThanOrEqualTo(13);
        }
    }

    @Test
    void endpointThatOnlyRefusesBeyondItsCapacityIsUsedUpToIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SimulatedEndpoint endpoint =
                    new SimulatedEndpoint(200, seed).takes(50).refusesBeyond(24).jitter(AdaptiveLimitTest::uniform);
            AdaptiveLimit limit = limit(200);
            endpoint.run(limit, HALF_MINUTE);

            assertThat(endpoint.run(limit, HALF_MINUTE)).as("seed %s", seed).isGreaterThan(0.85 * 24 * 20);
        }
    }

    @Test
    void endpointThatHasRefusedIsNotTriedWithMoreForAWhile() {
        AdaptiveLimit limit = limit(16);
        for (int call = 0; call < 40; call++) {
            AdaptiveLimit.Begun begun = limit.begin(16, 0);
            if (call % 2 == 0) {
                limit.answered(begun, 0);
            } else {
                limit.overloaded(begun, 0);
            }
        }
        assertThat(limit.limit()).isEqualTo(12);

        assertThat(mostOfFlat(limit, Duration.ZERO, Duration.ofSeconds(9))).isEqualTo(12);
        assertThat(mostOfFlat(limit, Duration.ofSeconds(9), HALF_MINUTE)).isEqualTo(16);
    }

    /** The highest limit meanwhile, by calls that take the same time whatever their number. */
    private static int mostOfFlat(AdaptiveLimit limit, Duration from, Duration to) {
        long took = Duration.ofMillis(50).toNanos();
        int most = 0;
        for (long now = from.toNanos(); now < to.toNanos(); now += took) {
            List<AdaptiveLimit.Begun> round = new ArrayList<>();
            while (round.size() < limit.limit()) {
                round.add(limit.begin(round.size() + 1, now));
            }
            for (AdaptiveLimit.Begun call : round) {
                limit.answered(call, now + took);
            }
            most = Math.max(most, limit.limit());
        }
        return most;
    }

    @Test
    void limitIsThereAgainWhenAnOutageEnds() {
        SimulatedEndpoint endpoint = new SimulatedEndpoint(16, 1).takes(50);
        AdaptiveLimit limit = limit(16);
        endpoint.run(limit, HALF_MINUTE);

        endpoint.down(true);
        endpoint.run(limit, Duration.ofMinutes(5));
        endpoint.down(false);
        // The longest backoff.
        endpoint.run(limit, HALF_MINUTE);

        assertThat(endpoint.run(limit, HALF_MINUTE)).isGreaterThan(0.95 * 16 * 20);
    }

    @Test
    void limitThatDoesNotBindIsNotMeasured() {
        SimulatedEndpoint endpoint = new SimulatedEndpoint(4, 1).takes(50).knee(2);
        AdaptiveLimit limit = limit(16);

        endpoint.run(limit, Duration.ofMinutes(1));

        assertThat(limit.limit()).isEqualTo(16);
    }

    @Test
    void fixedLimitStays() {
        SimulatedEndpoint endpoint = new SimulatedEndpoint(32, 1).takes(50).knee(4);
        AdaptiveLimit limit = new AdaptiveLimit(ConcurrencyRange.fixed(32), 0);

        endpoint.run(limit, Duration.ofMinutes(1));

        assertThat(limit.limit()).isEqualTo(32);
    }

    /** From a quarter of the mean to seven quarters. */
    private static double uniform(double random) {
        return 0.25 + 1.5 * random;
    }

    private static double exponential(double random) {
        return -Math.log(1 - random);
    }

    private static AdaptiveLimit limit(int most) {
        return new AdaptiveLimit(new ConcurrencyRange(1, most), 0);
    }
}
