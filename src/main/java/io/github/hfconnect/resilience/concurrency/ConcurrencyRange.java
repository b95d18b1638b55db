package io.github.hfconnect.resilience.concurrency;

/**
 * How many calls there may be at once to one endpoint.
 *
 * @param fewest at least 1; equal to the most where the limit is not to move
 * @param most what is begun with
 */
public record ConcurrencyRange(int fewest, int most) {

    public ConcurrencyRange {
        if (fewest < 1 || fewest > most) {
            throw new IllegalArgumentException(
                    "The fewest calls at once must be between 1 and the most, " + most + ", but are " + fewest);
        }
    }

    /** A limit that stays. */
    public static ConcurrencyRange fixed(int calls) {
        return new ConcurrencyRange(calls, calls);
    }
}
