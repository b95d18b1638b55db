package io.github.hfconnect.config.value;

import java.time.Duration;

/**
 * How long a record waits for others to share its call.
 *
 * @param most that the first record of a batch waits
 * @param onlyWhileBusy whether it waits only while a call is under way, or one has left less than that time ago. A call under way is
 *     worth the wait for nothing else (what John Nagle's rule is to small packets, RFC 896), and the time since the last one keeps calls
 *     that leave early from being more than those that linger could be
 */
public record Linger(Duration most, boolean onlyWhileBusy) {

    /** As a configuration says it. */
    public static final String AUTO = "auto";

    private static final Duration USUAL = Duration.ofMillis(5);

    /** Always the same. */
    public static Linger of(Duration time) {
        return new Linger(time, false);
    }

    /**
     * Parses {@link #AUTO} or a number of milliseconds.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public static Linger parse(String value) {
        if (value.equals(AUTO)) {
            return new Linger(USUAL, true);
        }
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("It must be " + AUTO + " or a number of milliseconds from 0");
        }
        return of(Duration.ofMillis(Long.parseLong(value)));
    }

    /** The same where each call has a price of its own: it is worth the wait, whoever else is under way. */
    public Linger whateverElse() {
        return of(most);
    }
}
