package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final FakeTime time = new FakeTime();

    private Budget budget(long maxRequests, long maxTokens) {
        BudgetLimits limits = new BudgetLimits(maxRequests, maxTokens, WINDOW, WINDOW);
        return new Budget(limits, BudgetListener.none(), time.nanos());
    }

    private Budget usedUp() {
        Budget budget = budget(1, BudgetLimits.UNLIMITED);
        assertThat(budget.begin(time.nanos())).isTrue();
        budget.failed();
        assertThat(budget.begin(time.nanos())).isFalse();
        return budget;
    }

    @Test
    void windowsFollowEachOtherWithoutAGapHoweverLongNobodyAsked() {
        Budget budget = usedUp();
        time.advance(WINDOW.multipliedBy(5).dividedBy(2));

        assertThat(budget.windowLeft(time.nanos())).isEqualTo(WINDOW.dividedBy(2));
    }

    @Test
    void aNewWindowIsSeenByWhoeverAsksFirst() {
        Budget left = usedUp();
        Budget delayed = usedUp();
        Budget begun = usedUp();
        assertThat(delayed.delay(time.nanos())).isEqualTo(WINDOW);
        time.advance(WINDOW.plusSeconds(1));

        assertThat(left.requestsLeft(time.nanos())).isEqualTo(1);
        assertThat(delayed.delay(time.nanos())).isZero();
        assertThat(begun.begin(time.nanos())).isTrue();
    }

    @Test
    void aCallThatIsWithdrawnIsNeitherUnderWayNorARequest() {
        Budget budget = budget(1, 100);
        assertThat(budget.begin(time.nanos())).isTrue();
        budget.withdrawn();

        assertThat(budget.begin(time.nanos())).isTrue();
    }

    @Test
    void whoIsStoppedIsToldTheLimitsThatThereAre() {
        BudgetLimits ofTokensAndCost = new BudgetLimits(BudgetLimits.UNLIMITED, 100, 2.5, WINDOW, Duration.ZERO);
        BudgetLimits ofRequests = new BudgetLimits(7, BudgetLimits.UNLIMITED, WINDOW, Duration.ZERO);

        assertThat(ofTokensAndCost.usedUp(WINDOW).message())
                .contains("(`budget.max.tokens` 100, `budget.max.cost` 2.5)");
        assertThat(ofRequests.usedUp(WINDOW).message()).contains("(`budget.max.requests` 7)");
    }

    @Test
    void limitThatAllowsNothingIsRefused() {
        assertThat(new BudgetLimits(1, 1, WINDOW, WINDOW).isUnlimited()).isFalse();
        assertThatThrownBy(() -> new BudgetLimits(1, 1, 0, WINDOW, WINDOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyABudgetWithALimitLimitsAnything() {
        assertThat(budget(BudgetLimits.UNLIMITED, BudgetLimits.UNLIMITED).limits())
                .isFalse();
        assertThat(budget(1, BudgetLimits.UNLIMITED).limits()).isTrue();
    }
}
