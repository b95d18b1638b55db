package io.github.hfconnect.bench.endpoint;

/**
 * A call that has reached the endpoint while it had a quota.
 *
 * @param atMillis by a clock of its own
 * @param tokens that it takes
 * @param admitted whether it was answered
 */
public record Arrival(long atMillis, long tokens, boolean admitted) {}
