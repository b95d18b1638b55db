package io.github.hfconnect.wiring;

import io.github.hfconnect.config.keys.PriceKeys;
import io.github.hfconnect.config.keys.SpendingKeys;
import io.github.hfconnect.resilience.BudgetListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when a budget is used up, and once when it goes on. */
final class BudgetLog implements BudgetListener {

    private static final Logger log = LoggerFactory.getLogger(BudgetLog.class);

    @Override
    public void usedUp(Duration untilRenewed) {
        log.warn("The budget of this task is used up; calls wait for {} s", untilRenewed.toSeconds());
    }

    @Override
    public void renewed() {
        log.info("A new window of the budget has begun; going on");
    }

    @Override
    public void tokensUnknown() {
        log.warn(
                "{} has no effect: the server does not say how many tokens a call took. Set {} instead",
                SpendingKeys.MAX_TOKENS,
                SpendingKeys.MAX_REQUESTS);
    }

    @Override
    public void costUnknown() {
        log.warn(
                "{} has no effect: the server does not say how many tokens a call took. Set {}, or {} instead",
                SpendingKeys.MAX_COST,
                PriceKeys.REQUEST,
                SpendingKeys.MAX_REQUESTS);
    }

    @Override
    public void tokensGuessed() {
        log.warn(
                "{} goes by a guess, a token for each three bytes of input: the server does not say how many tokens a call took",
                SpendingKeys.TOKENS_PER_MINUTE);
    }
}
