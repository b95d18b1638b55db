package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A budget whose window an earlier process has begun to use. */
class BudgetAfterRestartTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final FakeTime time = new FakeTime();
    private final Budget budget = new Budget(new BudgetLimits(10, 1000, DAY, DAY), BudgetListener.none(), time.nanos());

    @Test
    void noCallBeginsBeforeItIsKnownWhatWasUsed() {
        budget.hold();

        assertThat(budget.delay(time.nanos())).isPositive();
        assertThat(budget.begin(time.nanos())).isFalse();

        budget.resume(Spent.NOTHING, DAY, time.nanos());
        assertThat(budget.delay(time.nanos())).isZero();
        assertThat(budget.begin(time.nanos())).isTrue();
    }

    @Test
    void whatWasUsedBeforeCountsUntilItsWindowEnds() {
        budget.hold();
        budget.resume(new Spent(9, 400, 0), Duration.ofHours(1), time.nanos());

        assertThat(budget.requestsLeft(time.nanos())).isEqualTo(1);
        assertThat(budget.tokensLeft(time.nanos())).isEqualTo(600);
        assertThat(budget.begin(time.nanos())).isTrue();
        assertThat(budget.begin(time.nanos())).isFalse();
        assertThat(budget.spent(time.nanos())).isEqualTo(new Spent(10, 400, 0));
        assertThat(budget.windowLeft(time.nanos())).isEqualTo(Duration.ofHours(1));

        time.advance(Duration.ofHours(1));

        assertThat(budget.spent(time.nanos())).isEqualTo(Spent.NOTHING);
        assertThat(budget.windowLeft(time.nanos())).isEqualTo(DAY);
        assertThat(budget.begin(time.nanos())).isFalse();
        budget.failed();
        assertThat(budget.begin(time.nanos())).isTrue();
    }
}
