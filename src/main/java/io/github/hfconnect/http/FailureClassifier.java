package io.github.hfconnect.http;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Silence;
import io.github.hfconnect.server.ApiResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Turns what came instead of an answer into a failure. Pure. */
public final class FailureClassifier {

    /** The alerts by which a server refuses a client's certificate, or its lack. */
    private static final Pattern CLIENT_REFUSED = Pattern.compile(
            "alert: (bad_certificate|unsupported_certificate|certificate_\\w+|unknown_ca|access_denied)");

    /** A gateway's own time for an answer was up, which is often shorter than the client's. */
    private static final int GATEWAY_TIMEOUT = 504;

    private FailureClassifier() {}

    /**
     * The failure of an answer that is no success.
     *
     * @param bodyBytes of the request
     * @param now against which the server's dates are read
     */
    public static Failure classify(ApiResponse response, int bodyBytes, Instant now) {
        ErrorBody error = ErrorBody.of(response);
        StatusRule verdict = StatusRule.of(response.status(), error);
        Failure failure = Failure.ofStatus(verdict.kind(), response.status(), message(response, error, verdict));
        if (!verdict.kind().isOutage()) {
            boolean mayBeTooLarge = verdict.kind() == FailureKind.REJECTED;
            return mayBeTooLarge
                    ? failure.withAdmitted(TooLargeCall.admitted(response.status(), error, bodyBytes))
                    : failure;
        }
        Failure timed = response.status() == GATEWAY_TIMEOUT ? failure.withSilence(Silence.TIMED_OUT) : failure;
        Failure hinted = timed.withHint(ServerHint.of(response.headers(), error, now));
        return verdict.loading() ? hinted.whileLoading() : hinted;
    }

    private static String message(ApiResponse response, ErrorBody error, StatusRule verdict) {
        String reason = Excerpt.of(error.message());
        StringBuilder message = new StringBuilder(reason.isEmpty() ? "The server gives no reason" : reason);
        message.append(redirectTarget(response.headers().get("Location")));
        if (!verdict.advice().isEmpty()) {
            message.append(message.toString().endsWith(".") ? " " : ". ").append(verdict.advice());
        }
        return message.toString();
    }

    /** Host and port alone: the rest may hold user info and other secrets. */
    private static String redirectTarget(@Nullable String location) {
        if (location == null) {
            return "";
        }
        HttpUrl target = HttpUrl.parse(location);
        return target == null ? " (redirect to another path)" : " (redirect to " + Endpoint.alias(target) + ")";
    }

    /** The failure of a call without an answer. */
    public static Failure classify(IOException e) {
        return failure(e).withAttempts(1);
    }

    private static Failure failure(IOException e) {
        // The server could be reached and answered; more than was wanted.
        if (e instanceof AnswerTooLargeException) {
            return Failure.of(FailureKind.MALFORMED, describe(e));
        }
        // A certificate does not become valid by asking again.
        if (e instanceof SSLPeerUnverifiedException || e.getCause() instanceof CertificateException) {
            return Failure.of(
                    FailureKind.MISCONFIGURED,
                    "The server's certificate is not trusted (" + describe(e)
                            + "). Check `endpoint.urls` and `ssl.truststore.location`");
        }
        if (e instanceof SSLException && CLIENT_REFUSED.matcher(describe(e)).find()) {
            return Failure.of(
                    FailureKind.MISCONFIGURED,
                    "The server wants another client certificate (" + describe(e) + "). Check `ssl.keystore.location`");
        }
        // How OkHttp says that the proxy still answers 407.
        if ("Failed to authenticate with proxy".equals(e.getMessage())) {
            return Failure.of(
                    FailureKind.MISCONFIGURED,
                    "The proxy does not take the credentials. Check `proxy.username` and `proxy.password`");
        }
        // A name server may be out of order for a while, so this is no fault of the configuration for sure.
        if (e instanceof UnknownHostException) {
            return Failure.of(FailureKind.UNAVAILABLE, "The host of `endpoint.urls` is unknown (" + describe(e) + ")");
        }
        if (e instanceof InterruptedIOException) {
            Failure late = Failure.of(
                    FailureKind.UNAVAILABLE,
                    "No answer in time (" + describe(e) + "): see `request.timeout.ms` and `connect.timeout.ms`");
            // A connection that is not made in time says nothing about what the server was asked.
            return e instanceof SocketTimeoutException ? late : late.withSilence(Silence.TIMED_OUT);
        }
        return Failure.of(FailureKind.UNAVAILABLE, "The connection failed (" + describe(e) + ")");
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
