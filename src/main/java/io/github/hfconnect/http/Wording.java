package io.github.hfconnect.http;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ServerApi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which words an endpoint is asked, where a server kind has several: the better ones, and where they are refused the {@link
 * ServerApi#plainer() plainer} ones. The first answer decides and is remembered. Calls that are made at the same time
 * may each find out; what they find is the same.
 */
final class Wording {

    private static final Logger LOG = LoggerFactory.getLogger(Wording.class);

    private final ServerApi better;
    private volatile @Nullable ServerApi answered;

    Wording(ServerApi api) {
        this.better = api;
        this.answered = api.plainer().isEmpty() ? api : null;
    }

    /** A call in given words. */
    @FunctionalInterface
    interface Phrased<R> {
        R in(ServerApi words) throws InterruptedException;
    }

    /** The words of the next call. */
    ServerApi current() {
        ServerApi known = answered;
        return known == null ? better : known;
    }

    <R> R ask(String endpoint, Phrased<R> call) throws InterruptedException {
        ServerApi known = answered;
        return known != null ? call.in(known) : find(endpoint, call);
    }

    private <R> R find(String endpoint, Phrased<R> call) throws InterruptedException {
        ServerApi words = better;
        while (true) {
            try {
                R result = call.in(words);
                answered = words;
                if (!words.equals(better)) {
                    LOG.info(
                            "Endpoint {} refuses what it was asked in the better words, and is asked in the plainer ones from now on",
                            endpoint);
                }
                return result;
            } catch (InferenceException e) {
                words = plainer(words, e);
            }
        }
    }

    private static ServerApi plainer(ServerApi words, InferenceException e) {
        if (!mayBeTheWords(words, e.failure())) {
            throw e;
        }
        return words.plainer().orElseThrow(() -> e);
    }

    private static boolean mayBeTheWords(ServerApi words, Failure failure) {
        Integer status = failure.status();
        boolean refused = status != null && (status == 400 || status == 422);
        boolean lacksRoute = status != null && (status == 404 || status == 405) && words.isRouteOfNewer();
        return refused || lacksRoute || failure.kind() == FailureKind.MALFORMED;
    }
}
