package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.hfconnect.http.transport.AnswerTooLargeException;
import io.github.hfconnect.http.transport.LostAnswer;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LostAnswerTest {

    static Stream<Arguments> exceptions() {
        return Stream.of(
                arguments(new ConnectException("Failed to connect to /127.0.0.1:1"), UNAVAILABLE, "127.0.0.1:1"),
                arguments(new UnknownHostException("no.example"), UNAVAILABLE, "`endpoint.urls`"),
                arguments(new SocketTimeoutException("Connect timed out"), UNAVAILABLE, "`connect.timeout.ms`"),
                arguments(new InterruptedIOException("timeout"), UNAVAILABLE, "`request.timeout.ms`"),
                arguments(new SocketException("Connection reset"), UNAVAILABLE, "Connection reset"),
                arguments(new EOFException(), UNAVAILABLE, "EOFException"),
                arguments(new IOException("unexpected end of stream"), UNAVAILABLE, "unexpected end of stream"),
                arguments(new SSLHandshakeException("closed by peer"), UNAVAILABLE, "closed by peer"),
                arguments(refused("certificate_required"), MISCONFIGURED, "`ssl.keystore.location`"),
                arguments(refused("handshake_failure"), UNAVAILABLE, "handshake_failure"),
                arguments(new SSLPeerUnverifiedException("other host"), MISCONFIGURED, "`endpoint.urls`"),
                arguments(untrusted(), MISCONFIGURED, "`ssl.truststore.location`"),
                arguments(new AnswerTooLargeException(99), MALFORMED, "`max.response.bytes`=99"));
    }

    private static IOException refused(String alert) {
        return new SSLHandshakeException("Received fatal alert: " + alert);
    }

    private static IOException untrusted() {
        IOException handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new CertificateException("unable to find valid certification path"));
        return handshake;
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void aCallWithoutAnAnswerIsTheServicesFaultUnlessACertificateSaysOtherwise(
            IOException e, FailureKind kind, String part) {
        Failure failure = LostAnswer.failure(e);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(part);
        assertThat(failure.status()).isNull();
        assertThat(failure.attempts()).isEqualTo(1);
    }
}
