package io.github.hfconnect.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The attempts of one call so far. Used by the calling thread only. */
final class CallHistory {

    private final List<InferenceException> failures = new ArrayList<>();
    private int attemptsWhileLoading;
    private long loadingSince;

    CallHistory(long now) {
        loadingSince = now;
    }

    void add(InferenceException failure, long now) {
        failures.add(failure);
        if (failure.failure().loading()) {
            attemptsWhileLoading++;
        } else {
            loadingSince = now;
        }
    }

    /** Attempts that failed. */
    int attempts() {
        return failures.size();
    }

    /** Attempts that failed for another reason than a model that is still loading. */
    int countedAttempts() {
        return failures.size() - attemptsWhileLoading;
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
