package io.github.hfconnect.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure taken apart, so that one part can be changed and no other is lost. */
final class FailureParts {

    FailureKind kind;
    String message;

    @Nullable
    Integer status;

    @Nullable
    Duration hint;

    @Nullable
    Manner manner;

    @Nullable
    BatchLimits admitted;

    @Nullable
    String presumedFrom;

    @Nullable
    String endpoint;

    @Nullable
    String requestId;

    int attempts;

    FailureParts(Failure failure) {
        kind = failure.kind();
        message = failure.message();
        status = failure.status();
        hint = failure.hint();
        manner = failure.manner();
        admitted = failure.admitted();
        presumedFrom = failure.presumedFrom();
        endpoint = failure.endpoint();
        requestId = failure.requestId();
        attempts = failure.attempts();
    }

    Failure whole() {
        return new Failure(kind, message, status, hint, manner, admitted, presumedFrom, endpoint, requestId, attempts);
    }
}
