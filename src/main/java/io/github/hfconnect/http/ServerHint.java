package io.github.hfconnect.http;

import io.github.hfconnect.server.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait before the next attempt. */
final class ServerHint {

    /**
     * A server that asks for more is asked again after this time: what it says may be wrong, and somebody may have raised the
     * quota meanwhile. The windows of the Hugging Face Hub are as long.
     */
    private static final Duration MAX = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    /** {@code "api";r=0;t=55}: nothing remains, and the window ends in 55 seconds. */
    private static final Pattern USED_UP = Pattern.compile(";\\s*r=0\\s*;\\s*t=(\\d{1,9})");

    /** EvoLink's only hint. */
    private static final Pattern RETRY_AFTER =
            Pattern.compile("retry after (\\d{1,9}) ?s(econds?)?\\b", Pattern.CASE_INSENSITIVE);

    private ServerHint() {}

    /**
     * The first of {@code Retry-After}, {@code RateLimit}, {@code estimated_time} and a suggestion in words that says
     * something, or null.
     */
    static @Nullable Duration of(Headers headers, ErrorBody error, Instant now) {
        Duration hint = retryAfter(headers.get("Retry-After"), now);
        if (hint == null) {
            hint = rateLimit(headers);
        }
        if (hint == null && error.estimatedSeconds() != null) {
            hint = seconds(error.estimatedSeconds());
        }
        return hint == null ? suggested(error.suggestion()) : hint;
    }

    private static @Nullable Duration retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        return SECONDS.matcher(text).matches() ? seconds(Double.parseDouble(text)) : until(text, now);
    }

    private static @Nullable Duration until(String httpDate, Instant now) {
        try {
            Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate));
            return bounded(Duration.between(now, then));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Duration suggested(@Nullable String suggestion) {
        Matcher retryAfter = RETRY_AFTER.matcher(suggestion == null ? "" : suggestion);
        return retryAfter.find() ? seconds(Double.parseDouble(retryAfter.group(1))) : null;
    }

    private static @Nullable Duration rateLimit(Headers headers) {
        for (String value : headers.values("RateLimit")) {
            Matcher usedUp = USED_UP.matcher(value);
            if (usedUp.find()) {
                return seconds(Double.parseDouble(usedUp.group(1)));
            }
        }
        return null;
    }

    private static Duration seconds(double seconds) {
        return bounded(Duration.ofMillis(Math.round(Math.min(seconds, (double) MAX.toSeconds()) * 1000)));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
