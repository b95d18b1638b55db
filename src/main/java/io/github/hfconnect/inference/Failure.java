package io.github.hfconnect.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no prediction.
 *
 * @param kind decides what happens next
 * @param message a sentence for people: what was found, what was wanted, what to do; never holds a secret or the
 *     content of another record
 * @param status the HTTP status, or null where there was none
 * @param hint how long the server asks to wait, or null where it does not say
 * @param loading true where the model is being loaded or scaled up from zero, which has a clock of its own
 * @param requestId the server's id of the call, or null
 * @param endpoint alias of the endpoint that was called, or null where none was
 * @param attempts made, the first counted; 0 where no call was made
 * @param unusableAnswer true where the server has done its part, but what the model says cannot be used: it may say
 *     something else when it is asked again
 * @param admitted what a call to this endpoint may carry, where this one carried more; null where that was not the reason
 * @param silence how an answer failed to come, or null where that tells nothing
 */
public record Failure(
        FailureKind kind,
        String message,
        @Nullable Integer status,
        @Nullable Duration hint,
        boolean loading,
        @Nullable String requestId,
        @Nullable String endpoint,
        int attempts,
        boolean unusableAnswer,
        @Nullable BatchLimits admitted,
        @Nullable Silence silence) {

    /** A failure of a call that did not carry too much. */
    public Failure(
            FailureKind kind,
            String message,
            @Nullable Integer status,
            @Nullable Duration hint,
            boolean loading,
            @Nullable String requestId,
            @Nullable String endpoint,
            int attempts,
            boolean unusableAnswer) {
        this(kind, message, status, hint, loading, requestId, endpoint, attempts, unusableAnswer, null, null);
    }

    /** A failure that no call has caused. */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, message, null, null, false, null, null, 0, false);
    }

    /** The failure of an HTTP call. */
    public static Failure ofStatus(FailureKind kind, int status, String message) {
        return new Failure(kind, message, status, null, false, null, null, 1, false);
    }

    public Failure withStatus(int newStatus) {
        return new Failure(
                kind,
                message,
                newStatus,
                hint,
                loading,
                requestId,
                endpoint,
                attempts,
                unusableAnswer,
                admitted,
                silence);
    }

    public Failure withHint(@Nullable Duration newHint) {
        return new Failure(
                kind,
                message,
                status,
                newHint,
                loading,
                requestId,
                endpoint,
                attempts,
                unusableAnswer,
                admitted,
                silence);
    }

    public Failure whileLoading() {
        return new Failure(
                kind, message, status, hint, true, requestId, endpoint, attempts, unusableAnswer, admitted, silence);
    }

    public Failure withSilence(@Nullable Silence newSilence) {
        return new Failure(
                kind,
                message,
                status,
                hint,
                loading,
                requestId,
                endpoint,
                attempts,
                unusableAnswer,
                admitted,
                newSilence);
    }

    /** Whether the time for an answer was up. */
    public boolean timedOut() {
        return silence == Silence.TIMED_OUT;
    }

    /** Whether it failed before anything was sent, such as an input that has no form in a request. */
    public boolean madeNoCall() {
        return attempts == 0 && !kind.isOutage();
    }

    /** Whether the call met a kept connection that was closed. */
    public boolean metClosedConnection() {
        return silence == Silence.CLOSED_CONNECTION;
    }

    public Failure withAdmitted(@Nullable BatchLimits newAdmitted) {
        return new Failure(
                kind,
                message,
                status,
                hint,
                loading,
                requestId,
                endpoint,
                attempts,
                unusableAnswer,
                newAdmitted,
                silence);
    }

    public Failure withCall(String newEndpoint, @Nullable String newRequestId) {
        return new Failure(
                kind,
                message,
                status,
                hint,
                loading,
                newRequestId,
                newEndpoint,
                attempts,
                unusableAnswer,
                admitted,
                silence);
    }

    public Failure withAttempts(int newAttempts) {
        return new Failure(
                kind,
                message,
                status,
                hint,
                loading,
                requestId,
                endpoint,
                newAttempts,
                unusableAnswer,
                admitted,
                silence);
    }

    public Failure withMessage(String newMessage) {
        return new Failure(
                kind,
                newMessage,
                status,
                hint,
                loading,
                requestId,
                endpoint,
                attempts,
                unusableAnswer,
                admitted,
                silence);
    }

    /** The same, of an answer that cannot be used. */
    public Failure asUnusableAnswer() {
        return new Failure(
                kind, message, status, hint, loading, requestId, endpoint, attempts, true, admitted, silence);
    }

    /**
     * The same, fit to be kept with one of several inputs of its call: what a server has said of all of them may quote another's
     * content.
     *
     * @param inputs that the call was about
     */
    public Failure ofOneAmong(int inputs) {
        return inputs == 1 || status == null
                ? this
                : withMessage(
                        "A call about " + inputs + " records failed. What the server said is left out, because it may"
                                + " quote another record; the log has it at DEBUG");
    }

    /** Whether one input can cause it, time and again, while the service is well. */
    public boolean mayBeAnInputs() {
        return !metClosedConnection() && (kind == FailureKind.UNAVAILABLE || kind == FailureKind.MALFORMED);
    }

    /** The same, found to be of one input. */
    public Failure ofInputAlone() {
        String found = message + ". It is this input that fails, each time; others are answered";
        return withMessage(found);
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
