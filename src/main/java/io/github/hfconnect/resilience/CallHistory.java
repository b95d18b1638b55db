package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The attempts of one call so far. Used by the calling thread only. */
final class CallHistory {

    private final List<InferenceException> failures = new ArrayList<>();
    private long loadingSince;

    CallHistory(long now) {
        loadingSince = now;
    }

    void add(InferenceException failure, long now) {
        failures.add(failure);
        if (!failure.failure().loading()) {
            loadingSince = now;
        }
    }

    /** Attempts that failed. */
    int attempts() {
        return failures.size();
    }

    /**
     * While a model is loading, the attempts that found it so; otherwise all but these and those that an endpoint's
     * configuration has failed, which say nothing about the others.
     */
    int attemptsThatCount() {
        boolean loading = lastFailure().loading();
        return (int) failures.stream()
                .map(InferenceException::failure)
                .filter(failure -> failure.loading() == loading && failure.kind() != FailureKind.MISCONFIGURED)
                .count();
    }

    Duration waitedForModel(long now) {
        return Duration.ofNanos(now - loadingSince);
    }

    Failure lastFailure() {
        return last().failure();
    }

    List<Prediction> label(List<Prediction> predictions) {
        if (failures.isEmpty()) {
            return predictions;
        }
        return predictions.stream()
                .map(prediction -> prediction.withAttempts(failures.size() + 1))
                .toList();
    }

    /** The last failure, which knows how many attempts there were; the earlier ones are suppressed. */
    InferenceException exception() {
        InferenceException exception =
                new InferenceException(lastFailure().withAttempts(failures.size()), last().getCause());
        failures.subList(0, failures.size() - 1).forEach(exception::addSuppressed);
        return exception;
    }

    private InferenceException last() {
        return failures.get(failures.size() - 1);
    }
}
