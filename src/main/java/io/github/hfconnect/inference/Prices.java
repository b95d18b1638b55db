package io.github.hfconnect.inference;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a provider takes, in any currency; 0 where it takes nothing for that.
 *
 * @param millionIn for a million tokens in
 * @param millionOut for a million tokens out
 * @param call for each call
 */
public record Prices(double millionIn, double millionOut, double call) {

    /** Whether any price was given. */
    public boolean areKnown() {
        return millionIn > 0 || millionOut > 0 || call > 0;
    }

    /** The cost of one answered call; empty where it depends on tokens that the server does not tell. */
    public OptionalDouble of(Origin origin) {
        return of(1, known(origin.inputTokens()), known(origin.outputTokens()));
    }

    private static OptionalDouble known(@Nullable Long tokens) {
        return tokens == null ? OptionalDouble.empty() : OptionalDouble.of((double) tokens);
    }

    /** The cost; empty where it depends on tokens that are not known. */
    public OptionalDouble of(long calls, OptionalDouble tokensIn, OptionalDouble tokensOut) {
        boolean known = (millionIn == 0 || tokensIn.isPresent()) && (millionOut == 0 || tokensOut.isPresent());
        return known
                ? OptionalDouble.of(
                        calls * call + tokensIn.orElse(0) * millionIn / 1e6 + tokensOut.orElse(0) * millionOut / 1e6)
                : OptionalDouble.empty();
    }
}
