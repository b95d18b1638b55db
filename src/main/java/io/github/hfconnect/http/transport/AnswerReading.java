package io.github.hfconnect.http.transport;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.answer.FailedAnswer;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ApiResponse;
import java.util.function.Supplier;

/**
 * Reads the answers of one endpoint. Readers quote as much of an answer as they like where it is not what they expect;
 * here it is cut, and before that the secrets in it are hidden, of which a cut could leave a part.
 */
public record AnswerReading(HttpTransport transport) {

    /**
     * What a reader makes of an answer.
     *
     * @throws InferenceException where it makes nothing of it, with what only the call knows; without a cause, because
     *     only the complete message is known to hold no secret that the server has quoted
     */
    public <T> T of(ApiResponse answer, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (InferenceException e) {
            throw new InferenceException(complete(judged(e.failure(), answer), answer));
        } catch (RuntimeException e) {
            throw new InferenceException(complete(unexpected(e), answer));
        }
    }

    /** Not what a reader missed, where the answer itself says what is wrong with the request. */
    private static Failure judged(Failure found, ApiResponse answer) {
        return found.kind() == FailureKind.MALFORMED
                ? FailedAnswer.of(answer.answer()).orElse(found)
                : found;
    }

    /** A reader's mistake about one odd answer ends no task. What the exception says may quote the answer. */
    private static Failure unexpected(RuntimeException e) {
        return Failure.of(
                FailureKind.MALFORMED,
                "The answer is of a kind that this plugin is not prepared for ("
                        + e.getClass().getSimpleName() + ")");
    }

    private Failure complete(Failure failure, ApiResponse answer) {
        String found = shown(failure.message());
        String message = failure.kind() == FailureKind.MALFORMED
                ? found + ". It begins: "
                        + Excerpt.of(transport.hideSecrets(answer.answer().text()))
                : found;
        String words = failure.presumedFrom();
        Failure presumed = words == null ? failure : failure.presumedFrom(shown(words));
        return presumed.withMessage(message)
                .withStatus(answer.status())
                .withAttempts(1)
                .withCall(transport.endpoint(), answer.requestId());
    }

    private String shown(String sentence) {
        return Excerpt.ofSentence(transport.hideSecrets(sentence));
    }
}
