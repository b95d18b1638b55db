package io.github.hfconnect.http.transport;

import io.github.hfconnect.answer.ErrorBody;
import io.github.hfconnect.answer.ErrorRule;
import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.answer.ModelError;
import io.github.hfconnect.http.ratelimit.ServerHint;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.server.ApiResponse;
import java.time.Instant;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Turns an answer that is no success into a failure; {@link LostAnswer} does where there is none. Pure. */
public final class FailureClassifier {

    /** A gateway's own time for an answer was up, which is often shorter than the client's. */
    private static final int GATEWAY_TIMEOUT = 504;

    private FailureClassifier() {}

    /**
     * The failure of an answer that is no success. It is judged by what the server says, and told by what of that may be shown: a
     * secret that is a part of a server's phrase does not change whose fault it is.
     *
     * @param asked the URL that was asked
     * @param bodyBytes of the request
     * @param now against which the server's dates are read
     * @param shown a text without the secrets in it; applied before anything is cut, which could leave a part of one
     */
    public static Failure classify(
            ApiResponse response, HttpUrl asked, int bodyBytes, Instant now, UnaryOperator<String> shown) {
        ModelError said = ModelError.of(response.status(), response.answer());
        ErrorBody error = ErrorBody.of(said.answer(), response.headers()::get);
        ErrorRule rule = StillAtIt.says(response, asked) ? ErrorRule.STILL_AT_IT : ErrorRule.of(said.status(), error);
        String words = words(response, asked, error, shown);
        String advice = Excerpt.ofSentence(shown.apply(rule.advice()));
        Failure failure = Failure.ofStatus(
                rule.kind(), response.status(), advised(words, advice) + place(response.status(), asked));
        if (rule.presumed()) {
            failure = failure.presumedFrom(words);
        }
        if (rule.kind() == FailureKind.REJECTED) {
            return failure.withManner(rule.manner())
                    .withAdmitted(TooLargeCall.admitted(said.status(), error, bodyBytes));
        }
        if (!rule.kind().isOutage()) {
            return failure.withManner(rule.manner());
        }
        Failure timed = response.status() == GATEWAY_TIMEOUT ? failure.withManner(Manner.TIMED_OUT) : failure;
        Failure hinted = timed.withHint(ServerHint.of(response.headers(), error, now));
        return rule.manner() == null ? hinted : hinted.withManner(rule.manner());
    }

    private static String advised(String words, String advice) {
        return advice.isEmpty() ? words : words + (words.endsWith(".") ? " " : ". ") + advice;
    }

    private static String words(ApiResponse response, HttpUrl asked, ErrorBody error, UnaryOperator<String> shown) {
        String reason = Excerpt.of(shown.apply(error.message()));
        String silent = StillAtIt.isPending(response) ? "The server is not done yet" : "The server gives no reason";
        String said = reason.isEmpty() ? silent : reason;
        return said + shown.apply(redirect(response.headers().get("Location"), asked));
    }

    /** The path, where that may be the fault. */
    private static String place(int status, HttpUrl asked) {
        return status == 404 || status == 405 ? " (asked for " + asked.encodedPath() + ")" : "";
    }

    /** Host and port, or the path on the same host: the rest may hold user info and other secrets. */
    private static String redirect(@Nullable String location, HttpUrl asked) {
        if (location == null) {
            return "";
        }
        HttpUrl target = asked.resolve(location);
        if (target == null) {
            return " (redirect to another place)";
        }
        boolean sameScheme = target.scheme().equals(asked.scheme());
        boolean samePlace = sameScheme && Endpoint.alias(target).equals(Endpoint.alias(asked));
        String host = (sameScheme ? "" : target.scheme() + "://") + Endpoint.alias(target);
        return " (redirect to " + (samePlace ? target.encodedPath() : host) + ")";
    }
}
