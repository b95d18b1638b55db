package io.github.hfconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolCheckTest {

    private static final ClientKeys KEYS = new ClientKeys("output.bootstrap.servers", "output.producer.");
    private static final Listener TLS = new Listener.Tls();

    @ParameterizedTest
    @CsvSource({
        "PLAINTEXT,      TLS,             speaks TLS,        set it to SASL_SSL or SSL",
        "SASL_PLAINTEXT, TLS,             speaks TLS,        set it to SASL_SSL or SSL",
        "SSL,            login in TLS,    wants a login,     set it to SASL_SSL",
        "SSL,            plain,           speaks no TLS,     set it to PLAINTEXT",
        "SASL_SSL,       login,           speaks no TLS,     set it to SASL_PLAINTEXT",
        "PLAINTEXT,      login,           wants a login,     set it to SASL_PLAINTEXT",
        "SASL_PLAINTEXT, plain,           knows no login,    set it to PLAINTEXT",
        "SASL_SSL,       plain in TLS,    knows no login,    set it to SSL",
    })
    void wrongProtocolIsNamedWithTheRightOne(Protocol protocol, String listener, String found, String remedy) {
        assertThat(fault(protocol, "PLAIN", listener(listener)).orElseThrow())
                .contains(
                        "broker:9093",
                        "`output.bootstrap.servers`",
                        found,
                        "`output.producer.security.protocol` is " + protocol,
                        remedy,
                        "`output.producer.*`",
                        "`output.producer.config.file`");
    }

    @ParameterizedTest
    @CsvSource({
        "PLAINTEXT, plain",
        "SASL_PLAINTEXT, login",
        "SSL, TLS",
        "SASL_SSL, TLS",
        "SSL, plain in TLS",
        "SASL_SSL, login in TLS"
    })
    void rightProtocolIsLeftAlone(Protocol protocol, String listener) {
        assertThat(fault(protocol, "PLAIN", listener(listener))).isEmpty();
    }

    @Test
    void whatCannotBeToldIsNoFault() {
        for (Protocol protocol : Protocol.values()) {
            assertThat(fault(protocol, "PLAIN", new Listener.Unclear())).isEmpty();
            assertThat(fault(protocol, "PLAIN", new Listener.Away("refused"))).isEmpty();
        }
    }

    @Test
    void loginThatIsNotOfferedIsNamedWithThoseThatAre() {
        Listener listener = new Listener.Kafka(false, List.of("PLAIN", "SCRAM-SHA-256"));

        assertThat(fault(Protocol.SASL_PLAINTEXT, "GSSAPI", listener).orElseThrow())
                .contains("PLAIN, SCRAM-SHA-256", "`output.producer.sasl.mechanism` is GSSAPI");
    }

    private static Optional<String> fault(Protocol protocol, String mechanism, Listener listener) {
        return new ProtocolCheck(KEYS, protocol, mechanism).fault("broker:9093", listener);
    }

    private static Listener listener(String name) {
        return switch (name) {
            case "TLS" -> TLS;
            case "login" -> new Listener.Kafka(false, List.of("PLAIN"));
            case "login in TLS" -> new Listener.Kafka(true, List.of("PLAIN"));
            case "plain in TLS" -> new Listener.Kafka(true, List.of());
            default -> new Listener.Kafka(false, List.of());
        };
    }
}
