package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.resilience.SimulatedTasks.Arrival;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten minutes of tasks that share 60,000 tokens a minute: how much of them is used, and is it ever passed? */
class SharedQuotaTest {

    private static final int LIMIT = 60_000;
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final long MINUTE = SimulatedQuota.MINUTE;
    private static final double NEARLY_ALL = 0.95;
    private static final int SEEDS = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void configuredLimitIsUsedInEveryMinuteAndNeverPassed(int tasks) {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Arrival> arrivals =
                    share(SimulatedQuota.none(), tasks, tasks, seed).run(TEN_MINUTES);

            assertThat(mostInAnyMinute(arrivals)).as("seed %d", seed).isLessThanOrEqualTo(LIMIT);
            assertThat(usedAMinute(arrivals)).as("seed %d", seed).isGreaterThanOrEqualTo(NEARLY_ALL * LIMIT);
            assertThat(mostInAnySecond(arrivals)).as("seed %d: no burst", seed).isLessThan(LIMIT / 15.0);
        }
    }

    @Test
    void taskWithoutWorkLeavesItsShareUnused() {
        List<Arrival> arrivals = share(SimulatedQuota.none(), 4, 1, 0).run(TEN_MINUTES);

        assertThat(usedAMinute(arrivals)).isBetween(NEARLY_ALL * LIMIT / 4, LIMIT / 4.0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "4, 1"})
    void limitThatFillsUpContinuouslyIsUsedWithoutARefusal(int tasks, int working) {
        for (int seed = 0; seed < SEEDS; seed++) {
            isUsedWithoutARefusal(follow(SimulatedQuota.bucket(LIMIT), tasks, working, seed));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "4, 1"})
    void limitThatIsRenewedWithTheMinuteIsUsedWithoutARefusal(int tasks, int working) {
        for (int seed = 0; seed < SEEDS; seed++) {
            isUsedWithoutARefusal(follow(SimulatedQuota.fixedWindow(LIMIT), tasks, working, seed));
        }
    }

    /** What sixteen have left in the same moment is seen by none of them before it has arrived. */
    @Test
    void amongManyTasksFewerThanOneOfAHundredCallsAreRefused() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Arrival> arrivals =
                    follow(SimulatedQuota.bucket(LIMIT), 16, 16, seed).run(TEN_MINUTES);

            assertThat(refused(arrivals)).isLessThan(arrivals.size() / 100);
            assertThat(usedAMinute(arrivals)).isGreaterThanOrEqualTo(NEARLY_ALL * LIMIT);
        }
    }

    private static void isUsedWithoutARefusal(SimulatedTasks tasks) {
        List<Arrival> arrivals = tasks.run(TEN_MINUTES);

        assertThat(refused(arrivals)).isZero();
        assertThat(usedAMinute(arrivals)).isGreaterThanOrEqualTo(NEARLY_ALL * LIMIT);
    }

    @Test
    void whatOthersUseOfTheSameLimitIsLeftToThem() {
        SimulatedTasks tasks = follow(SimulatedQuota.bucket(LIMIT), 4, 4, 0).stranger(LIMIT / 2.0);

        List<Arrival> arrivals = tasks.run(TEN_MINUTES);

        assertThat(refused(arrivals)).isZero();
        assertThat(usedAMinute(arrivals)).isBetween(NEARLY_ALL * LIMIT / 2, LIMIT / 2.0 * 1.01);
    }

    /** What these tests are worth: without the server's words being followed, most calls are refused. */
    @Test
    void whoDoesNotListenIsRefused() {
        SimulatedTasks deaf = new SimulatedTasks(SimulatedQuota.bucket(LIMIT), 0);
        deaf.task(TokenLimits.NONE, Optional.empty());

        assertThat(refused(deaf.run(Duration.ofMinutes(3)))).isGreaterThan(1000);
    }

    /** Tasks with equal shares of a limit that the server does not tell. */
    private static SimulatedTasks share(SimulatedQuota quota, int tasks, int working, long seed) {
        return tasks(quota, working, seed, TokenLimits.of(LIMIT / tasks, TokenLimits.UNLIMITED, 0), Optional::empty);
    }

    /** Tasks without limits of their own. */
    private static SimulatedTasks follow(SimulatedQuota quota, int tasks, int working, long seed) {
        return tasks(quota, working, seed, TokenLimits.NONE, () -> Optional.of(new ServerPace(tasks - 1)));
    }

    private static SimulatedTasks tasks(
            SimulatedQuota quota, int working, long seed, TokenLimits limits, Supplier<Optional<ServerPace>> paces) {
        SimulatedTasks tasks = new SimulatedTasks(quota, seed);
        Stream.generate(paces).limit(working).forEach(pace -> tasks.task(limits, pace));
        return tasks;
    }

    /** After the first minute. */
    private static long refused(List<Arrival> arrivals) {
        return arrivals.stream()
                .filter(arrival -> arrival.at() > MINUTE && !arrival.admitted())
                .count();
    }

    /** After the first minute. */
    private static double usedAMinute(List<Arrival> arrivals) {
        return arrivals.stream()
                        .filter(arrival -> arrival.at() > MINUTE && arrival.admitted())
                        .mapToDouble(Arrival::tokens)
                        .sum()
                / (TEN_MINUTES.toMinutes() - 1);
    }

    private static double mostInAnyMinute(List<Arrival> arrivals) {
        return mostIn(MINUTE, arrivals);
    }

    private static double mostInAnySecond(List<Arrival> arrivals) {
        return mostIn(Duration.ofSeconds(1).toNanos(), arrivals);
    }

    /** In any window that begins with an arrival, which holds as much as any other. */
    private static double mostIn(long window, List<Arrival> arrivals) {
        double most = 0;
        double inWindow = 0;
        int last = 0;
        for (Arrival first : arrivals) {
            while (last < arrivals.size() && arrivals.get(last).at() - first.at() < window) {
                inWindow += arrivals.get(last++).tokens();
            }
            most = Math.max(most, inWindow);
            inWindow -= first.tokens();
        }
        return most;
    }
}
