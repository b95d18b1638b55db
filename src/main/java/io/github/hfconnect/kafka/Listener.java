package io.github.hfconnect.kafka;

import java.util.List;

/** What listens at an address, as far as one look tells. */
sealed interface Listener {

    /** Answers what is no TLS with a TLS alert. */
    record Tls() implements Listener {}

    /**
     * Answers Kafka's protocol.
     *
     * @param encrypted whether it was asked inside of TLS
     * @param mechanisms of a login that it offers; without any there is none
     */
    record Kafka(boolean encrypted, List<String> mechanisms) implements Listener {

        boolean wantsLogin() {
            return !mechanisms.isEmpty();
        }
    }

    /** Takes connections, and says nothing that is known. */
    record Unclear() implements Listener {}

    /**
     * Takes no connection.
     *
     * @param reason in words
     */
    record Away(String reason) implements Listener {}

    /** Its name leads to no address. */
    record Unknown() implements Listener {}
}
