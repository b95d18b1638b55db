package io.github.hfconnect.http.ratelimit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a limit is renewed, in the forms that servers write it in. Pure. */
final class ResetTime {

    /** A number from here on is no time from now on, but one since 1970: September 2001. */
    private static final double EPOCH_SECONDS = 1e9;

    private static final double EPOCH_MILLIS = 1e12;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,13}(\\.\\d{1,9})?");

    /** Go's durations, as OpenAI and Groq write them: {@code 1s}, {@code 6m0s}, {@code 2m59.56s}, {@code 120ms}. */
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|µs|ns|d|h|m|s)");

    private static final Pattern DURATION = Pattern.compile("(?:" + PART.pattern() + ")+");

    private ResetTime() {}

    /**
     * How long until then: seconds, seconds or milliseconds since 1970 (GitHub, OpenRouter), a duration (OpenAI), a date of ISO 8601
     * (Anthropic) or of HTTP.
     *
     * @param now by the server's clock
     * @return null where it is none of these; never negative
     */
    static @Nullable Duration parse(String value, Instant now) {
        String text = value.strip();
        if (NUMBER.matcher(text).matches()) {
            return ofNumber(Double.parseDouble(text), now);
        }
        if (DURATION.matcher(text).matches()) {
            return ofParts(text);
        }
        Instant then = date(text, now);
        return then == null ? null : until(then, now);
    }

    private static Duration ofNumber(double number, Instant now) {
        if (number < EPOCH_SECONDS) {
            return seconds(number);
        }
        return until(Instant.ofEpochMilli((long) (number < EPOCH_MILLIS ? number * 1000 : number)), now);
    }

    private static Duration ofParts(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(seconds(Double.parseDouble(part.group(1)) * secondsOf(part.group(2))));
        }
        return sum;
    }

    private static double secondsOf(String unit) {
        return switch (unit) {
            case "d" -> 86_400;
            case "h" -> 3_600;
            case "m" -> 60;
            case "s" -> 1;
            case "ms" -> 1e-3;
            case "ns" -> 1e-9;
            default -> 1e-6;
        };
    }

    private static @Nullable Instant date(String text, Instant now) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return HttpDate.parse(text, now);
        }
    }

    private static Duration until(Instant then, Instant now) {
        Duration left = Duration.between(now, then);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
