package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.resilience.BudgetLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallPlanTest {

    private static final BatchLimits LIMITS = new BatchLimits(32, 1000);

    @Test
    void equalInputsAreAskedAboutOnceInEachTask() {
        assertThat(plan(1, 100).asked(1000, 60)).isEqualTo(60);
        assertThat(plan(4, 100).asked(1000, 60)).isEqualTo(240);
        assertThat(plan(4, 100).asked(100, 60)).isEqualTo(100);
    }

    @Test
    void whatATaskDoesNotRememberIsAskedAboutAgain() {
        assertThat(plan(1, 100).asked(1000, 101)).isEqualTo(1000);
        assertThat(plan(1, 0).asked(1000, 60)).isEqualTo(1000);
    }

    @Test
    void callsAreFilledByCountOrBytes() {
        assertThat(plan(1, 100).calls(65, 10)).isEqualTo(3);
        assertThat(plan(1, 100).calls(65, 100)).isEqualTo(7);
        assertThat(plan(1, 100).calls(65, 5000)).isEqualTo(65);
        assertThat(plan(1, 100).calls(0, 0)).isZero();
    }

    @Test
    void timeIsThatOfTheCallsOrWhatTheRateAllows() {
        CallPlan atOnce = new CallPlan(2, 0, LIMITS, 8, 0, BudgetLimits.NONE);
        CallPlan limited = new CallPlan(2, 0, LIMITS, 8, 5, BudgetLimits.NONE);

        assertThat(atOnce.time(1600, Duration.ofMillis(200))).isEqualTo(Duration.ofSeconds(20));
        assertThat(limited.time(1600, Duration.ofMillis(200))).isEqualTo(Duration.ofSeconds(160));
    }

    @Test
    void aBudgetMakesTheRunWaitForItsNextWindows() {
        BudgetLimits daily = new BudgetLimits(100, BudgetLimits.UNLIMITED, Duration.ofDays(1), Duration.ZERO);
        CallPlan plan = new CallPlan(1, 0, LIMITS, 8, 0, daily);

        assertThat(plan.time(100, Duration.ofMillis(80))).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan.time(101, Duration.ofMillis(80))).isEqualTo(Duration.ofDays(1));
    }

    private static CallPlan plan(int tasks, int cacheEntries) {
        return new CallPlan(tasks, cacheEntries, LIMITS, 8, 0, BudgetLimits.NONE);
    }
}
