package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait in the body of an error; the tests' {@code judgements} have an answer of each. */
final class AskedDelay {

    /** {@code "45.8s"}: a duration as Google's JSON has it (google.rpc.RetryInfo; datalab-to/marker#1041). */
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private AskedDelay() {}

    /**
     * Google's {@code error.details[].retryDelay}, else Replicate's {@code retry_after}, a number of seconds (nodetool-ai/nodetool#5196);
     * null where neither is there.
     */
    static @Nullable Duration of(JsonNode root) {
        for (JsonNode detail : root.path("error").path("details")) {
            Matcher seconds = SECONDS.matcher(detail.path("retryDelay").asText());
            if (seconds.matches()) {
                return ofSeconds(Double.parseDouble(seconds.group(1)));
            }
        }
        JsonNode seconds = root.path("retry_after");
        return seconds.isNumber() ? ofSeconds(seconds.doubleValue()) : null;
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
