package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The attempts of one call so far. Used by the calling thread only. */
final class CallHistory {

    /** Of one call; that a server closes all of them, and each time under a request, is a fault of its own. */
    private static final int MOST_CLOSED_CONNECTIONS = 3;

    private final List<InferenceException> failures = new ArrayList<>();
    private final Map<PooledEndpoint, Failure> refusals = new LinkedHashMap<>();
    private long loadingSince;

    CallHistory(long now) {
        loadingSince = now;
    }

    void add(PooledEndpoint endpoint, InferenceException failure, long now) {
        failures.add(failure);
        if (failure.failure().kind() == FailureKind.MISCONFIGURED || endpoint.isInDoubt(failure.failure())) {
            refusals.put(endpoint, failure.failure());
        }
        if (!failure.failure().loading()) {
            loadingSince = now;
        }
    }

    /** The endpoints at which something may have to be changed before they answer this call, with what each has said. */
    Map<PooledEndpoint, Failure> refusals() {
        return refusals;
    }

    /** Attempts that were made and failed. */
    private int attempts() {
        return (int) count(failure -> !failure.madeNoCall());
    }

    /**
     * While a model is loading, the attempts that found it so; otherwise all but these, those that an endpoint's configuration has
     * failed, which say nothing about the others, and the first few that have met a closed connection, which say nothing at all.
     */
    int attemptsThatCount() {
        boolean loading = lastFailure().loading();
        long counted = count(failure -> failure.loading() == loading
                && failure.kind() != FailureKind.MISCONFIGURED
                && !failure.metClosedConnection());
        long closed = count(Failure::metClosedConnection);
        return (int) (counted + Math.max(0, closed - MOST_CLOSED_CONNECTIONS));
    }

    private long count(Predicate<Failure> which) {
        return failures.stream().map(InferenceException::failure).filter(which).count();
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
                .map(prediction -> prediction.withAttempts(attempts() + 1))
                .toList();
    }

    /** The last failure, which knows how many attempts there were; the earlier ones are suppressed. */
    InferenceException exception() {
        InferenceException exception =
                new InferenceException(lastFailure().withAttempts(attempts()), last().getCause());
        failures.subList(0, failures.size() - 1).forEach(exception::addSuppressed);
        return exception;
    }

    private InferenceException last() {
        return failures.get(failures.size() - 1);
    }
}
