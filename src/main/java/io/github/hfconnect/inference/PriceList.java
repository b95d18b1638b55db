package io.github.hfconnect.inference;

import java.util.OptionalDouble;

/** What answered calls cost. */
@FunctionalInterface
public interface PriceList {

    /** Nothing has a price. */
    PriceList NONE = origin -> OptionalDouble.empty();

    /** The cost of the call that an origin tells of; empty where it is not known. */
    OptionalDouble cost(Origin origin);

    /** What it is in, as a word for people. */
    default String currency() {
        return "";
    }

    /** The same prices for all calls. */
    static PriceList of(Prices prices, String currency) {
        return new PriceList() {
            @Override
            public OptionalDouble cost(Origin origin) {
                return prices.areKnown() ? prices.of(origin) : OptionalDouble.empty();
            }

            @Override
            public String currency() {
                return currency;
            }
        };
    }
}
