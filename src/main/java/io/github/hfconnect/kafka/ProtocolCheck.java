package io.github.hfconnect.kafka;

import java.util.Optional;

/**
 * Whether a client with that protocol and mechanism can speak to a listener.
 *
 * @param keys what the user calls the settings
 * @param mechanism of the login, where the protocol has one
 */
record ProtocolCheck(ClientKeys keys, Protocol protocol, String mechanism) {

    private static final String WHERE_FROM =
            ". The worker's own clients have it in the worker's file, which a connector cannot"
                    + " see: repeat their security settings as ";

    /** What is wrong, in a sentence, or empty where nothing is known to be. */
    Optional<String> fault(String address, Listener listener) {
        if (listener instanceof Listener.Tls && !protocol.tls()) {
            return Optional.of(wrongProtocol(address, "speaks TLS", "SASL_SSL or SSL"));
        }
        return listener instanceof Listener.Kafka kafka ? fault(address, kafka) : Optional.empty();
    }

    private Optional<String> fault(String address, Listener.Kafka listener) {
        if (protocol.tls() && !listener.encrypted()) {
            String instead = listener.wantsLogin() ? "SASL_PLAINTEXT" : "PLAINTEXT";
            return Optional.of(wrongProtocol(address, "speaks no TLS", instead));
        }
        if (!protocol.login() && listener.wantsLogin()) {
            String instead = listener.encrypted() ? "SASL_SSL" : "SASL_PLAINTEXT";
            return Optional.of(wrongProtocol(address, "wants a login (" + offered(listener) + ")", instead));
        }
        if (protocol.login() && !listener.wantsLogin()) {
            return Optional.of(wrongProtocol(address, "knows no login", listener.encrypted() ? "SSL" : "PLAINTEXT"));
        }
        return protocol.login() && !listener.mechanisms().contains(mechanism)
                ? Optional.of(wrongMechanism(address, offered(listener)))
                : Optional.empty();
    }

    private String wrongProtocol(String address, String does, String instead) {
        return "The cluster at " + address + " (" + keys.address() + ") " + does + ", but "
                + keys.key("security.protocol")
                + " is " + protocol + ": set it to " + instead + WHERE_FROM + keys.all()
                + ", or name a file of them in "
                + keys.key("config.file");
    }

    private String wrongMechanism(String address, String offered) {
        return "The cluster at " + address + " (" + keys.address() + ") offers the login " + offered + ", but "
                + keys.key("sasl.mechanism") + " is " + mechanism;
    }

    private static String offered(Listener.Kafka listener) {
        return String.join(", ", listener.mechanisms());
    }
}
