package io.github.hfconnect.kafka;

/**
 * What a user calls the settings of a Kafka client.
 *
 * @param servers the key of the cluster's address
 * @param prefix before each other setting of the client
 */
public record ClientKeys(String servers, String prefix) {

    /** The address's key, quoted. */
    String address() {
        return "`" + servers + "`";
    }

    /** The key of a setting such as {@code sasl.mechanism}, quoted. */
    String key(String setting) {
        return "`" + prefix + setting + "`";
    }

    /** What stands for all of them, quoted. */
    String all() {
        return key("*");
    }
}
