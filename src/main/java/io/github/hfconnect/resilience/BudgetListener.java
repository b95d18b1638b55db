package io.github.hfconnect.resilience;

import java.time.Duration;

/** Hears what people should know about a {@link Budget}. Called by the threads that make the calls. */
public interface BudgetListener {

    /** Nothing is left, and calls begin to wait. */
    void usedUp(Duration untilRenewed);

    /** Calls go on in a new window. */
    void renewed();

    /** Tokens are limited, but the server does not say how many it took, so that the limit has no effect. */
    void tokensUnknown();

    /** Money is limited, but it is not known what a call costs, so that the limit has no effect. */
    default void costUnknown() {}

    /** The rate of tokens is limited, but the server does not say how many it took, so that a guess has to do. */
    default void tokensGuessed() {}

    /** Hears nothing. */
    static BudgetListener none() {
        return new BudgetListener() {
            @Override
            public void usedUp(Duration untilRenewed) {}

            @Override
            public void renewed() {}

            @Override
            public void tokensUnknown() {}
        };
    }
}
