package io.github.hfconnect.bench.endpoint;

/**
 * What an endpoint has done since it was last asked to forget.
 *
 * @param answered calls answered with predictions
 * @param overloaded calls turned away with 429
 * @param invalid calls that could not be understood
 * @param items inputs in answered calls: what one would pay for
 * @param distinctItems different inputs among them
 * @param mostAtWork calls at work at the same time
 */
public record EndpointStatistics(
        long answered, long overloaded, long invalid, long items, long distinctItems, int mostAtWork) {

    /** Inputs a call, as a share of the most that a call may carry. */
    public double fill(int batch) {
        return answered == 0 ? 0 : (double) items / answered / batch;
    }
}
