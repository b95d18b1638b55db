package io.github.hfconnect.config;

import static io.github.hfconnect.config.Wire.AUTHORITY;
import static io.github.hfconnect.config.Wire.answer;
import static io.github.hfconnect.config.Wire.call;
import static io.github.hfconnect.config.Wire.certificateOf;
import static io.github.hfconnect.config.Wire.config;
import static io.github.hfconnect.config.Wire.failureOf;
import static io.github.hfconnect.config.Wire.handshake;
import static io.github.hfconnect.config.Wire.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS from configuration to the wire. */
class TlsTest {

    private static final String SECRET = "never-to-be-shown";

    private static final HeldCertificate CLIENT =
            new HeldCertificate.Builder().signedBy(AUTHORITY).build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void serverOfAPrivateAuthorityIsTrustedByAPemFile() throws Exception {
        serveTls(certificateOf("127.0.0.1"));
        Path pem = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.certificatePem());

        assertAnswered(Map.of("ssl.truststore.location", pem.toString(), "ssl.truststore.type", "PEM"));
    }

    @Test
    void serverOfAPrivateAuthorityIsTrustedByAPkcs12FileWithPassword() throws Exception {
        serveTls(certificateOf("127.0.0.1"));

        assertAnswered(Map.of(
                "ssl.truststore.location",
                trustStore().toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                SECRET));
    }

    @Test
    void untrustedCertificateNeedsSomebodyToChangeSomething() throws Exception {
        serveTls(certificateOf("127.0.0.1"));

        assertMisconfigured(Map.of(), "`ssl.truststore.location`");
    }

    @Test
    void expiredCertificateNeedsSomebodyToChangeSomething() throws Exception {
        serveTls(new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .validityInterval(0, 1000)
                .signedBy(AUTHORITY)
                .build());

        assertMisconfigured(trusting(), "certificate is not trusted");
    }

    @Test
    void certificateOfAnotherHostNeedsSomebodyToChangeSomething() throws Exception {
        serveTls(certificateOf("other.example"));

        assertMisconfigured(trusting(), "`endpoint.urls`");
    }

    @Test
    void hostNameCheckCannotBeTurnedOff() {
        assertThatThrownBy(() -> config(Map.of("ssl.endpoint.identification.algorithm", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("`ssl.endpoint.identification.algorithm` is always https");
    }

    @Test
    void clientCertificateIsShownToServersThatAskForOne() throws Exception {
        serveTls(certificateOf("127.0.0.1"));
        server.requireClientAuth();
        Map<String, String> settings = new HashMap<>(trusting());
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.key", CLIENT.privateKeyPkcs8Pem());
        settings.put("ssl.keystore.certificate.chain", CLIENT.certificatePem());

        assertAnswered(settings);

        assertThat(Objects.requireNonNull(server.takeRequest().getHandshake()).peerCertificates())
                .contains(CLIENT.certificate());
    }

    @Test
    void storeThatCannotBeReadIsAConfigurationErrorWithoutItsPassword() throws Exception {
        Map<String, String> settings = Map.of(
                "ssl.truststore.location",
                trustStore().toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                "wrong-" + SECRET);

        assertThatThrownBy(() -> config(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("`ssl.truststore.location`")
                .hasMessageContaining("password was incorrect")
                .hasMessageNotContaining(SECRET);
    }

    private void serveTls(HeldCertificate certificate) {
        server.useHttps(handshake(certificate).sslSocketFactory());
    }

    private Path trustStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", AUTHORITY.certificate());
        Path file = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, SECRET.toCharArray());
        }
        return file;
    }

    private void assertAnswered(Map<String, String> settings) throws InterruptedException {
        server.enqueue(answer());
        assertThat(call("https://127.0.0.1:" + server.getPort(), settings)).isEqualTo(1);
    }

    private void assertMisconfigured(Map<String, String> settings, String message) {
        Failure failure = failureOf("https://127.0.0.1:" + server.getPort(), settings);

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains(message);
    }
}
