package io.github.hfconnect.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Kafka's {@code security.protocol}. */
enum Protocol {
    PLAINTEXT(false, false),
    SSL(true, false),
    SASL_PLAINTEXT(false, true),
    SASL_SSL(true, true);

    private final boolean tls;
    private final boolean login;

    Protocol(boolean tls, boolean login) {
        this.tls = tls;
        this.login = login;
    }

    /** Of a client's settings, with Kafka's default. */
    static Protocol of(Map<String, ?> settings) {
        return valueOf(
                Objects.toString(settings.get("security.protocol"), "PLAINTEXT").toUpperCase(Locale.ROOT));
    }

    boolean tls() {
        return tls;
    }

    boolean login() {
        return login;
    }
}
