package io.github.hfconnect.cli;

import java.util.OptionalDouble;

/**
 * What a provider takes, in any currency; 0 where it takes nothing for that.
 *
 * @param millionIn for a million tokens in
 * @param millionOut for a million tokens out
 * @param call for each call
 */
record Prices(double millionIn, double millionOut, double call) {

    /** Whether any price was given. */
    boolean areKnown() {
        return millionIn > 0 || millionOut > 0 || call > 0;
    }

    /** The cost; nothing where it depends on tokens that are not known. */
    OptionalDouble of(long calls, OptionalDouble tokensIn, OptionalDouble tokensOut) {
        boolean known = (millionIn == 0 || tokensIn.isPresent()) && (millionOut == 0 || tokensOut.isPresent());
        return known
                ? OptionalDouble.of(
                        calls * call + tokensIn.orElse(0) * millionIn / 1e6 + tokensOut.orElse(0) * millionOut / 1e6)
                : OptionalDouble.empty();
    }
}
