package io.github.hfconnect.e2e.secured;

import java.util.Map;

/** Who may log in to the cluster, by SASL PLAIN. */
enum Principal {
    /** May do everything. */
    ADMIN,
    /** The worker's own clients. */
    WORKER,
    /** What a connector writes with. */
    WRITER;

    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    String user() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String password() {
        return "planted-" + user() + "-password-4711";
    }

    /** As an access rule names it. */
    String rule() {
        return "User:" + user();
    }

    /** What a client logs in with. */
    String login() {
        return login(password());
    }

    String login(String otherPassword) {
        return PLAIN + " username=\"" + user() + "\" password=\"" + otherPassword + "\";";
    }

    /** What the broker logs in with, and whom it lets in. */
    static String broker() {
        StringBuilder module = new StringBuilder(ADMIN.login().replace(";", ""));
        for (Principal principal : values()) {
            module.append(" user_")
                    .append(principal.user())
                    .append("=\"")
                    .append(principal.password())
                    .append('"');
        }
        return module.append(';').toString();
    }

    /** The six keys that a client of the cluster needs besides its address. */
    Map<String, String> client(String trustStore) {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", login(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", trustStore);
    }
}
