package io.github.hfconnect.http;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ServerApi;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which words an endpoint is asked, where a server kind has two: the better ones, and where they are refused the {@link
 * ServerApi#plainer() plainer} ones. The first answer decides and is remembered. Calls that are made at the same time
 * may each find out; what they find is the same.
 */
final class Wording {

    private static final Logger LOG = LoggerFactory.getLogger(Wording.class);

    private final ServerApi better;
    private final @Nullable ServerApi plainer;
    private volatile @Nullable ServerApi answered;

    Wording(ServerApi api) {
        this.better = api;
        this.plainer = api.plainer().orElse(null);
        this.answered = plainer == null ? api : null;
    }

    /** A question in given words. */
    @FunctionalInterface
    interface Question<R> {
        R in(ServerApi words) throws InterruptedException;
    }

    /** The words of the next question. */
    ServerApi current() {
        ServerApi known = answered;
        return known == null ? better : known;
    }

    <R> R ask(String endpoint, Question<R> question) throws InterruptedException {
        ServerApi known = answered;
        if (known != null) {
            return question.in(known);
        }
        try {
            return answered(question, better);
        } catch (InferenceException e) {
            if (!mayBeTheWords(e.failure())) {
                throw e;
            }
            R result = answered(question, Objects.requireNonNull(plainer));
            LOG.info(
                    "Endpoint {} refuses what it was asked in the better words, and is asked in the plainer ones from now on",
                    endpoint);
            return result;
        }
    }

    private <R> R answered(Question<R> question, ServerApi words) throws InterruptedException {
        R result = question.in(words);
        answered = words;
        return result;
    }

    private static boolean mayBeTheWords(Failure failure) {
        Integer status = failure.status();
        boolean refused = status != null && (status == 400 || status == 422);
        return refused || failure.kind() == FailureKind.MALFORMED;
    }
}
