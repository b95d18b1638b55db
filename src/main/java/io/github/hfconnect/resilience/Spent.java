package io.github.hfconnect.resilience;

/**
 * What a window of a budget has used.
 *
 * @param requests attempts, failed ones too
 * @param tokens in and out, as servers count them
 * @param cost by the price list; 0 where there is none
 */
public record Spent(long requests, long tokens, double cost) {

    /** Nothing yet. */
    public static final Spent NOTHING = new Spent(0, 0, 0);
}
