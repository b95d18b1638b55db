package io.github.hfconnect.inference;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no prediction.
 *
 * @param kind decides what happens next
 * @param message a sentence for people: what was found, what was wanted, what to do; never holds a secret or the
 *     content of another record
 * @param status the HTTP status, or null where there was none
 * @param hint how long the server asks to wait, or null where it does not say
 * @param manner what else is known of how it failed, or null where nothing is
 * @param admitted what a call to this endpoint may carry, where this one carried more; null where that was not the reason
 * @param presumedFrom the server's own words, where the kind is presumed from them or from the status, so that what is answered to
 *     others may show it to be another; null where the kind is certain
 * @param endpoint alias of the endpoint that was called, or null where none was
 * @param requestId the server's id of the call, or null
 * @param attempts made, the first counted; 0 where no call was made
 */
public record Failure(
        FailureKind kind,
        String message,
        @Nullable Integer status,
        @Nullable Duration hint,
        @Nullable Manner manner,
        @Nullable BatchLimits admitted,
        @Nullable String presumedFrom,
        @Nullable String endpoint,
        @Nullable String requestId,
        int attempts) {

    private static final int UNAUTHORIZED = 401;

    /** What differs between failures of one reason: numbers, times and ids. */
    private static final Pattern VARYING = Pattern.compile("[\\w-]*\\d[\\w-]*+");

    /** A failure that no call has caused. */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, message, null, null, null, null, null, null, null, 0);
    }

    /** The failure of an HTTP call. */
    public static Failure ofStatus(FailureKind kind, int status, String message) {
        return of(kind, message).withStatus(status).withAttempts(1);
    }

    public Failure withStatus(int newStatus) {
        return with(parts -> parts.status = newStatus);
    }

    public Failure withHint(@Nullable Duration newHint) {
        return with(parts -> parts.hint = newHint);
    }

    public Failure withManner(@Nullable Manner newManner) {
        return with(parts -> parts.manner = newManner);
    }

    public Failure withAdmitted(@Nullable BatchLimits newAdmitted) {
        return with(parts -> parts.admitted = newAdmitted);
    }

    public Failure withCall(String newEndpoint, @Nullable String newRequestId) {
        return with(parts -> {
            parts.endpoint = newEndpoint;
            parts.requestId = newRequestId;
        });
    }

    public Failure withAttempts(int newAttempts) {
        return with(parts -> parts.attempts = newAttempts);
    }

    public Failure withMessage(String newMessage) {
        return with(parts -> parts.message = newMessage);
    }

    /**
     * The same, but that its kind is presumed.
     *
     * @param serverWords by which failures of one reason are known
     */
    public Failure presumedFrom(String serverWords) {
        return with(parts -> parts.presumedFrom = serverWords);
    }

    /** The same, but of that kind for sure. */
    Failure certainly(FailureKind newKind, String newMessage) {
        return with(parts -> {
            parts.kind = newKind;
            parts.message = newMessage;
            parts.presumedFrom = null;
        });
    }

    private Failure with(Consumer<FailureParts> change) {
        FailureParts parts = new FailureParts(this);
        change.accept(parts);
        return parts.whole();
    }

    /** Whether the model is being loaded or scaled up from zero, which has a clock of its own. */
    public boolean loading() {
        return manner == Manner.LOADING;
    }

    /** Whether the server has done its part, but what the model says cannot be used: it may say something else when it is asked again. */
    public boolean unusableAnswer() {
        return manner == Manner.UNUSABLE_ANSWER;
    }

    /** Whether the time for an answer was up. */
    public boolean timedOut() {
        return manner == Manner.TIMED_OUT;
    }

    /** Whether it failed before anything was sent, such as an input that has no form in a request. */
    public boolean madeNoCall() {
        return attempts == 0 && !kind.isOutage();
    }

    /** Whether the call met a kept connection that was closed. */
    public boolean metClosedConnection() {
        return manner == Manner.CLOSED_CONNECTION;
    }

    /** Whether what is answered to others may show that its kind is another. */
    public boolean isPresumed() {
        return presumedFrom != null;
    }

    /** Whether one input can cause it, time and again, while the service is well. */
    public boolean mayBeAnInputs() {
        return !metClosedConnection()
                && (kind == FailureKind.UNAVAILABLE
                        || kind == FailureKind.MALFORMED
                        || (kind == FailureKind.MISCONFIGURED && isPresumed()));
    }

    /** Whether the account is not paid for, or has spent its quota. */
    public boolean isAboutBilling() {
        return manner == Manner.UNPAID;
    }

    /** Whether the server wants to know who calls, which is nobody's input as long as it has answered none. */
    public boolean asksWhoCalls() {
        return status != null && status == UNAUTHORIZED;
    }

    /** Whether both are presumed from the same words, numbers and ids apart. */
    public boolean isLike(Failure other) {
        return isPresumed() && other.isPresumed() && reason().equals(other.reason());
    }

    private String reason() {
        return kind + VARYING.matcher(String.valueOf(presumedFrom)).replaceAll("#");
    }

    /** One line for logs, exceptions and dead letters. */
    public String describe() {
        StringBuilder line = new StringBuilder(kind.name()).append(": ").append(message);
        if (status != null) {
            line.append(" [status ").append(status).append(']');
        }
        if (endpoint != null) {
            line.append(" [endpoint ").append(endpoint).append(']');
        }
        if (attempts > 0) {
            line.append(" [attempts ").append(attempts).append(']');
        }
        if (requestId != null) {
            line.append(" [request ").append(requestId).append(']');
        }
        return line.toString();
    }
}
