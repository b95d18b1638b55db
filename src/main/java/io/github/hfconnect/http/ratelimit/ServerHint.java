package io.github.hfconnect.http.ratelimit;

import io.github.hfconnect.answer.ErrorBody;
import io.github.hfconnect.server.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait before the next attempt. */
public final class ServerHint {

    /**
     * A server that asks for more is asked again after this time: what it says may be wrong, and somebody may have raised the
     * quota meanwhile. The windows of the Hugging Face Hub are as long (huggingface.co/docs/hub/rate-limits).
     */
    private static final Duration MAX = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    /** {@code "api";r=0;t=55}, as the Hub writes it: nothing remains, and the window ends in 55 seconds. */
    private static final Pattern USED_UP = Pattern.compile(";\\s*r=0\\s*;\\s*t=(\\d{1,9})");

    /** EvoLink's only hint ({@code fallback_suggestion} of its errors; a row of the tests' {@code judgements}). */
    private static final Pattern RETRY_AFTER =
            Pattern.compile("retry after (\\d{1,9}) ?s(econds?)?\\b", Pattern.CASE_INSENSITIVE);

    private ServerHint() {}

    /**
     * The first that says something of: milliseconds, which OpenAI's clients read before all else ({@code _base_client.py} of
     * openai-python), by Azure's name, too; {@code Retry-After}; what LiteLLM hands on of the server behind it;
     * {@code RateLimit}; in the body {@code estimated_time}, Google's {@code retryDelay} or Replicate's {@code retry_after}, and a
     * suggestion in words. Null where none does. No wait at all says nothing: Azure sends {@code retry-after-ms: 0} beside the {@code
     * Retry-After} that it means (anomalyco/opencode#38697).
     */
    public static @Nullable Duration of(Headers headers, ErrorBody error, Instant now) {
        return Stream.<Supplier<@Nullable Duration>>of(
                        () -> millis(headers.get("retry-after-ms")),
                        () -> millis(headers.get("x-ms-retry-after-ms")),
                        () -> retryAfter(headers.get("Retry-After"), now),
                        () -> millis(headers.get("llm_provider-retry-after-ms")),
                        () -> retryAfter(headers.get("llm_provider-retry-after"), now),
                        () -> rateLimit(headers),
                        () -> error.estimatedSeconds() == null ? null : seconds(error.estimatedSeconds()),
                        () -> error.retryDelay() == null ? null : bounded(error.retryDelay()),
                        () -> suggested(error.suggestion()))
                .map(Supplier::get)
                .filter(hint -> hint != null && !hint.isZero())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Duration millis(@Nullable String value) {
        return value != null && SECONDS.matcher(value.strip()).matches()
                ? seconds(Double.parseDouble(value.strip()) / 1000)
                : null;
    }

    private static @Nullable Duration retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        return SECONDS.matcher(text).matches() ? seconds(Double.parseDouble(text)) : until(text, now);
    }

    private static @Nullable Duration until(String httpDate, Instant now) {
        Instant then = HttpDate.parse(httpDate, now);
        return then == null ? null : bounded(Duration.between(now, then));
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
