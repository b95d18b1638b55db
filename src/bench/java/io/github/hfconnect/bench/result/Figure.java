package io.github.hfconnect.bench.result;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param name within its scenario
 * @param unit or an empty text
 * @param bound that it is to keep, or null
 */
public record Figure(
        String name, String unit, double value, @Nullable Bound bound) {

    /**
     * What is asked of a value.
     *
     * @param least whether it must not be less, else not more
     */
    record Bound(boolean least, double limit) {

        static Bound atLeast(double limit) {
            return new Bound(true, limit);
        }

        static Bound atMost(double limit) {
            return new Bound(false, limit);
        }

        boolean holds(double value) {
            return least ? value >= limit : value <= limit;
        }
    }

    /** A value of which nothing is asked. */
    public static Figure of(String name, String unit, double value) {
        return new Figure(name, unit, value, null);
    }

    /** The same, which must not be less. */
    public Figure atLeast(double limit) {
        return new Figure(name, unit, value, Bound.atLeast(limit));
    }

    /** The same, which must not be more. */
    public Figure atMost(double limit) {
        return new Figure(name, unit, value, Bound.atMost(limit));
    }
}
