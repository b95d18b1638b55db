package io.github.hfconnect.http;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line at DEBUG for each attempt at one endpoint: how much was asked, how it ended and when, and the server's id of it.
 * Nothing of what was asked or answered.
 */
public final class AttemptLog implements InferenceClient {

    private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

    private final EndpointClient endpoint;

    /** The same endpoint, seen in the log. */
    public AttemptLog(EndpointClient endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public BatchLimits limits() {
        return endpoint.limits();
    }

    @Override
    public boolean isKnown() {
        return endpoint.isKnown();
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        long start = System.nanoTime();
        try {
            List<Prediction> predictions = endpoint.infer(inputs);
            log.debug(
                    "{}: {} inputs answered in {} ms, request {}",
                    endpoint.endpoint(),
                    inputs.size(),
                    millisSince(start),
                    predictions.isEmpty()
                            ? "-"
                            : orNone(predictions.get(0).origin().requestId()));
            return predictions;
        } catch (InferenceException e) {
            Failure failure = e.failure();
            log.debug(
                    "{}: {} inputs failed in {} ms, request {}: {}, status {}",
                    endpoint.endpoint(),
                    inputs.size(),
                    millisSince(start),
                    orNone(failure.requestId()),
                    failure.kind(),
                    orNone(failure.status()));
            throw e;
        }
    }

    private static String orNone(@Nullable Object value) {
        return Objects.toString(value, "-");
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
