package io.github.hfconnect.http.transport;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Manner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Turns what kept an answer from coming into a failure. Pure. */
public final class LostAnswer {

    /** The alerts by which a server refuses a client's certificate, or its lack. */
    private static final Pattern CLIENT_REFUSED = Pattern.compile(
            "alert: (bad_certificate|unsupported_certificate|certificate_\\w+|unknown_ca|access_denied)");

    private LostAnswer() {}

    /** The failure of a call that ended so. */
    public static Failure failure(IOException e) {
        return reason(e).withAttempts(1);
    }

    private static Failure reason(IOException e) {
        // The server could be reached and answered; more than was wanted.
        if (e instanceof AnswerTooLargeException || e instanceof WrongEncodingException) {
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
            return e instanceof SocketTimeoutException ? late : late.withManner(Manner.TIMED_OUT);
        }
        return Failure.of(FailureKind.UNAVAILABLE, "The connection failed (" + describe(e) + ")");
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
