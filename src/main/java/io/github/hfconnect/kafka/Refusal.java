package io.github.hfconnect.kafka;

import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's refusal of a client means, in the user's own keys.
 *
 * @param keys what the user calls the settings
 */
record Refusal(ClientKeys keys) {

    /** The sentence for whoever has to mend it, or empty where the failure is none of a client's identity. */
    Optional<String> sentence(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException refused) {
                return Optional.of(refused(refused));
            }
        }
        return Optional.empty();
    }

    private String refused(AuthenticationException refused) {
        if (refused instanceof SslAuthenticationException) {
            return handshake(reasons(refused));
        }
        if (refused instanceof UnsupportedSaslMechanismException || refused instanceof IllegalSaslStateException) {
            return "The cluster of " + keys.address() + " does not take this login: see " + keys.key("sasl.mechanism")
                    + " and " + keys.key("security.protocol") + ". It says: " + refused.getMessage();
        }
        return "The cluster of " + keys.address() + " refuses these credentials: see "
                + keys.key("sasl.jaas.config") + " and " + keys.key("sasl.mechanism") + ". It says: "
                + refused.getMessage();
    }

    /** Java's own words: {@code sun.security.ssl} and {@code sun.security.validator} of JDK 17 to 25. */
    private String handshake(String reasons) {
        if (reasons.contains("PKIX path") || reasons.contains("trustAnchors")) {
            return "The certificate of " + keys.address() + " is not trusted: name a store with its authority in "
                    + keys.key("ssl.truststore.location") + ", with its " + keys.key("ssl.truststore.type") + " and "
                    + keys.key("ssl.truststore.password");
        }
        if (reasons.contains("No name matching") || reasons.contains("No subject alternative")) {
            return "The certificate of " + keys.address()
                    + " is another host's: write the host as the certificate names" + " it. Java says: " + reasons;
        }
        if (reasons.contains("fatal alert")) {
            return "The cluster of " + keys.address() + " refuses the TLS handshake; it may want a certificate of the"
                    + " client: see " + keys.key("ssl.keystore.location") + " and " + keys.key("ssl.enabled.protocols")
                    + ". Java says: " + reasons;
        }
        return "The TLS handshake with " + keys.address() + " fails: see " + keys.key("ssl.*") + ". Java says: "
                + reasons;
    }

    private static String reasons(Throwable failure) {
        StringBuilder reasons = new StringBuilder();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            reasons.append(reasons.isEmpty() ? "" : "; ").append(cause.getMessage());
        }
        return reasons.isEmpty() ? String.valueOf(failure.getMessage()) : reasons.toString();
    }

    /** What is wrong with settings that a client was not made with. */
    String settings(KafkaException notMade) {
        Throwable reason = notMade;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return "No Kafka client can be made for " + keys.address() + "; see " + keys.all() + ". Kafka says: "
                + reason.getMessage();
    }
}
