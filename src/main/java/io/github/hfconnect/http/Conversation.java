package io.github.hfconnect.http;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one call takes: a request and its answer as a rule; where a server takes on work and is not done yet, as many
 * questions after it as are needed. A question that fails ends the attempt like any other failure, and the next
 * attempt with equal inputs asks again instead of ordering the work anew.
 */
final class Conversation {

    private final HttpTransport transport;
    private final ServerApi api;
    private final Duration workTimeout;
    private final Time time;
    private final BegunWork begun = new BegunWork();

    /**
     * A conversation with one endpoint.
     *
     * @param workTimeout how long an attempt asks for work that has been begun
     */
    Conversation(HttpTransport transport, ServerApi api, Duration workTimeout, Time time) {
        this.transport = transport;
        this.api = api;
        this.workTimeout = workTimeout;
        this.time = time;
    }

    /**
     * The last answer, and the values in it.
     *
     * @param values one for each input
     */
    record Result(ApiResponse answer, List<Object> values) {}

    Result about(List<Input> inputs) throws InterruptedException {
        ApiResponse kept = begun.take(inputs);
        ApiResponse first = kept == null ? transport.send(api.encode(inputs)) : kept;
        ApiResponse last = last(first, inputs);
        return new Result(last, understood(last, () -> counted(api.decode(last, inputs), inputs.size())));
    }

    private ApiResponse last(ApiResponse first, List<Input> inputs) throws InterruptedException {
        long start = time.nanos();
        ApiResponse last = first;
        Optional<FollowUp> next = understood(first, () -> api.next(first));
        while (next.isPresent()) {
            try {
                ApiResponse answer = ask(next.get(), start);
                next = understood(answer, () -> api.next(answer));
                last = answer;
            } catch (InferenceException e) {
                keepIfWorkGoesOn(inputs, last, e.failure().kind());
                throw e;
            }
        }
        return last;
    }

    private ApiResponse ask(FollowUp next, long start) throws InterruptedException {
        Duration longest = max(workTimeout, next.expected().multipliedBy(2));
        if (time.nanos() - start > longest.toNanos()) {
            String message = "The server is not done after " + longest.toSeconds()
                    + " s. It is asked again, without a new order: see `work.timeout.ms`";
            throw new InferenceException(
                    Failure.of(FailureKind.UNAVAILABLE, message).withAttempts(1).withCall(transport.endpoint(), null));
        }
        time.sleep(next.after());
        return transport.send(next.request());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Where the question itself is refused, the work is lost: asking again would be refused again. */
    private void keepIfWorkGoesOn(List<Input> inputs, ApiResponse last, FailureKind kind) {
        if (kind.isOutage()) {
            begun.keep(inputs, last);
        }
    }

    private <T> T understood(ApiResponse answer, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InferenceException e) {
            // Not with its cause: only the complete message is known to hold no secret that the server has quoted.
            throw new InferenceException(complete(e.failure(), answer));
        }
    }

    /** The last guard against predictions that go to the wrong record. */
    private static List<Object> counted(List<Object> values, int inputs) {
        if (values.size() != inputs) {
            throw new Expected("one value for each input").butFound(values.size() + " for " + inputs + " inputs");
        }
        return values;
    }

    /** What the decoder found, with what only the call knows. */
    private Failure complete(Failure failure, ApiResponse answer) {
        String found = transport.hideSecrets(failure.message());
        String message = failure.kind() == FailureKind.MALFORMED
                ? found + ". It begins: " + Excerpt.of(transport.hideSecrets(answer.text()))
                : found;
        return failure.withMessage(message)
                .withStatus(answer.status())
                .withAttempts(1)
                .withCall(transport.endpoint(), answer.requestId());
    }
}
