package io.github.hfconnect.resilience;

/**
 * What a task allows itself of tokens, in and out.
 *
 * @param perMinute in any minute; {@link #UNLIMITED} for any number
 * @param perCall in one call, as far as it carries more than one input; {@link #UNLIMITED} for any number
 */
public record TokenLimits(long perMinute, long perCall) {

    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** Nothing is limited. */
    public static final TokenLimits NONE = new TokenLimits(UNLIMITED, UNLIMITED);

    /** A minute's tokens cannot be used evenly, nor to the last one, by a few large calls. */
    private static final int FEWEST_CALLS_A_MINUTE = 50;

    /**
     * The limits of a task.
     *
     * @param perSecond requests that it allows itself; 0 for any number
     */
    public static TokenLimits of(long perMinute, long perCall, double perSecond) {
        if (perMinute == UNLIMITED) {
            return new TokenLimits(UNLIMITED, perCall);
        }
        double calls = perSecond == 0 ? FEWEST_CALLS_A_MINUTE : Math.min(FEWEST_CALLS_A_MINUTE, 60 * perSecond);
        return new TokenLimits(perMinute, Math.min(perCall, (long) Math.max(1, perMinute / Math.max(1, calls))));
    }
}
