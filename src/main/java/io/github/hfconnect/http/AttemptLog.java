package io.github.hfconnect.http;

import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line at DEBUG for each attempt at one endpoint: how much was asked, how it ended and when, and the server's id of it.
 * Nothing of what was asked or answered.
 *
 * @param endpoint its alias
 */
public record AttemptLog(String endpoint) implements CallListener {

    private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

    @Override
    public void answered(List<Prediction> predictions, Duration took) {
        log.debug(
                "{}: {} inputs answered in {} ms, request {}",
                endpoint,
                predictions.size(),
                took.toMillis(),
                predictions.isEmpty() ? "-" : orNone(predictions.get(0).origin().requestId()));
    }

    @Override
    public void failed(Failure failure, int inputs, Duration took) {
        log.debug(
                "{}: {} inputs failed in {} ms, request {}: {}, status {}",
                endpoint,
                inputs,
                took.toMillis(),
                orNone(failure.requestId()),
                failure.kind(),
                orNone(failure.status()));
    }

    private static String orNone(@Nullable Object value) {
        return Objects.toString(value, "-");
    }
}
