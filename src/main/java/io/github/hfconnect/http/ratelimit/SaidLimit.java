package io.github.hfconnect.http.ratelimit;

import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.Quota.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One limit of a server, put together from what its headers say one by one. */
final class SaidLimit {

    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,15})(?:\\.\\d*)?\\s*(?:,.*)?");

    private final Unit unit;
    private @Nullable Long limit;
    private @Nullable Long remaining;
    private @Nullable Duration reset;
    private @Nullable Duration window;

    SaidLimit(Unit unit, @Nullable Duration window) {
        this.unit = unit;
        this.window = window;
    }

    /**
     * Takes one number in.
     *
     * @param which {@code limit}, {@code remaining} or {@code reset}
     * @param now by the server's clock
     */
    void add(String which, String value, Instant now) {
        switch (which) {
            case "limit" -> {
                limit = number(value);
                // RateLimit-Limit: 100, 100;w=60
                resolveWindow(RateLimitItem.list(value));
            }
            case "remaining" -> remaining = number(value);
            default -> reset = ResetTime.parse(value, now);
        }
    }

    /** By older drafts: {@code RateLimit-Policy: 10;w=1, 50;w=60}, of which one is the limit that was named. */
    void resolveWindow(List<RateLimitItem> policies) {
        if (window == null && limit != null) {
            window = policies.stream()
                    .filter(policy -> limit.equals(number(policy.name())))
                    .map(policy -> policy.seconds(policy.parameters().containsKey("window") ? "window" : "w"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Empty where it was not said what is left, or until when. A limit of 0 is how gateways say that there is none. */
    Optional<Quota> quota(String name) {
        Duration until = reset == null ? window : reset;
        return remaining == null || until == null || Objects.equals(limit, 0L)
                ? Optional.empty()
                : Optional.of(new Quota(name, unit, limit, remaining, until, window));
    }

    /** The first number of a value; null where there is none. */
    static @Nullable Long number(@Nullable String value) {
        Matcher number = NUMBER.matcher(value == null ? "" : value);
        return number.matches() ? Long.valueOf(number.group(1)) : null;
    }
}
