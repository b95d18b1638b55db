package io.github.hfconnect.e2e;

import java.util.Map;
import java.util.Set;

/**
 * The group protocol that the connectors of all suites speak: {@code mvn verify -Dgroup.protocol=consumer} for that of KIP-848, the
 * default of Kafka 5.0's consumers. Without it each worker's own default.
 */
final class GroupProtocol {

    private static final String OVERRIDE = "consumer.override.";
    private static final String CHOSEN = System.getProperty("group.protocol", "");

    /** Settings that a consumer refuses beside the new protocol, where the broker decides. */
    private static final Set<String> CLASSIC_ONLY = Set.of(
            OVERRIDE + "session.timeout.ms",
            OVERRIDE + "heartbeat.interval.ms",
            OVERRIDE + "partition.assignment.strategy");

    private GroupProtocol() {}

    /** Makes a configuration fit. */
    static void choose(Map<String, String> config) {
        if (CHOSEN.isEmpty()) {
            return;
        }
        config.putIfAbsent(OVERRIDE + "group.protocol", CHOSEN);
        if (CHOSEN.equals("consumer")) {
            config.keySet().removeAll(CLASSIC_ONLY);
        }
    }
}
