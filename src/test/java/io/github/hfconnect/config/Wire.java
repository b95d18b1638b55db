package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A call from configuration to the wire, and certificates of one authority that the JVM does not know. */
final class Wire {

    static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private Wire() {}

    static InferenceConfig config(Map<String, String> settings) {
        return new InferenceConfig(with(
                Map.of("task", "feature-extraction", "endpoint.urls", "https://127.0.0.1:9", "endpoint.api", "tei"),
                settings));
    }

    /** How many predictions one input brings. */
    static int call(String url, Map<String, String> settings) throws InterruptedException {
        InferenceConfig config = config(with(settings, Map.of("endpoint.urls", url)));
        try (EndpointClient client = EndpointClient.open(
                Endpoint.parse(url),
                "tei",
                config.callSpec(),
                config.endpoints().http())) {
            return client.infer(List.of(Input.of("hi"))).size();
        }
    }

    static Failure failureOf(String url, Map<String, String> settings) {
        return catchThrowableOfType(InferenceException.class, () -> call(url, settings))
                .failure();
    }

    static MockResponse answer() {
        return new MockResponse.Builder().body("[[1,2]]").build();
    }

    static HandshakeCertificates handshake(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
    }

    static HeldCertificate certificateOf(String host) {
        return new HeldCertificate.Builder()
                .addSubjectAlternativeName(host)
                .signedBy(AUTHORITY)
                .build();
    }

    /** Settings that trust the authority. */
    static Map<String, String> trusting() {
        return Map.of("ssl.truststore.certificates", AUTHORITY.certificatePem(), "ssl.truststore.type", "PEM");
    }

    static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
        Map<String, String> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }
}
