package io.github.hfconnect.resilience.concurrency;

/**
 * How many of the latest calls an endpoint has refused as too many. A few are made up for by retries; and where nothing is
 * answered it is an outage, after which as many calls are wanted as before. Not thread-safe.
 */
final class Refusals {

    /** Fewer than 8 % are made up for by retries; at 30 % the endpoint does less than it could ({@code RefusalsTest}). */
    private static final double MOST_REFUSED = 0.15;

    /** Ten calls may hold two refusals by chance; 160 are too long to wait for ({@code RefusalsTest.manyAreTooMany}). */
    private static final int LEAST_CALLS = 40;

    /**
     * Times as many calls as decide: what is older counts half. From two on the half that stays is enough to decide; if nothing were
     * forgotten, 10,000 answers would hide that every other call is refused now ({@code RefusalsTest.longAgoDoesNotOutweighNow}).
     */
    private static final int REMEMBERED = 4;

    private double answered;
    private double refused;

    void answered() {
        answered++;
    }

    void refused() {
        refused++;
    }

    void clear() {
        answered = 0;
        refused = 0;
    }

    /** Whether fewer calls at once are better than this limit. */
    boolean areTooMany(int limit) {
        int enough = Math.max(LEAST_CALLS, limit);
        if (answered + refused > (double) REMEMBERED * enough) {
            // What is long ago counts less and less.
            answered /= 2;
            refused /= 2;
        }
        double ended = answered + refused;
        return answered > 0 && ended >= enough && refused > MOST_REFUSED * ended;
    }
}
