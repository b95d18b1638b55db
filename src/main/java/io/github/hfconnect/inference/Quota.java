package io.github.hfconnect.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of one of its limits, as of its last answer.
 *
 * @param name tells it from the server's other limits
 * @param limit of a whole window; null where the server does not say
 * @param remaining that may be used until the reset
 * @param reset how long until all of it may be used again; where a server fills up its limit continuously, until it is full
 * @param window how long all of it takes to come back; null where the server does not say
 */
public record Quota(
        String name,
        Unit unit,
        @Nullable Long limit,
        long remaining,
        Duration reset,
        @Nullable Duration window) {

    /** What is counted. */
    public enum Unit {
        REQUESTS,
        TOKENS
    }
}
