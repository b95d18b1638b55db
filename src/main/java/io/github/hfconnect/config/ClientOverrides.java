package io.github.hfconnect.config;

import io.github.hfconnect.config.value.KeyError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a connector sets of Connect's own Kafka clients (KIP-458), where it has no good end. */
public final class ClientOverrides {

    private static final String CONSUMER = "consumer.override.";
    private static final List<String> PREFIXES = List.of(CONSUMER, "producer.override.", "admin.override.");
    private static final String PROTOCOL = "group.protocol";

    /** What a consumer of the protocol of KIP-848 does not take: as Kafka 4.3's {@code ConsumerConfig} says when it is asked. */
    private static final Set<String> CLASSIC =
            Set.of("partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms");

    private ClientOverrides() {}

    /**
     * What a worker of Kafka 5.0 refuses unless it is told otherwise, one sentence each: it takes no setting that its allowlist does not name
     * (KIP-1188; the policy is there since 4.2), and its consumers speak the protocol of KIP-848 (KIP-1274).
     *
     * @param connector its whole configuration, as it is posted to Connect
     */
    public static List<String> warnings(Map<String, String> connector) {
        List<String> warnings = new ArrayList<>();
        Set<String> overrides = overrides(connector);
        if (!overrides.isEmpty()) {
            warnings.add(String.join(", ", overrides) + ": workers of Kafka 5.0 refuse what their"
                    + " connector.client.config.override.allowlist does not name. Have them set it to "
                    + overrides.stream()
                            .map(ClientOverrides::setting)
                            .distinct()
                            .collect(Collectors.joining(",")));
        }
        Set<String> classic = classic(connector);
        if (!classic.isEmpty() && connector.get(CONSUMER + PROTOCOL) == null) {
            warnings.add(String.join(", ", classic)
                    + ": consumers of Kafka 5.0 speak another group protocol, which does not take"
                    + " it. Remove it, or set " + CONSUMER + PROTOCOL + "=classic");
        }
        return warnings;
    }

    private static Set<String> overrides(Map<String, String> connector) {
        return connector.keySet().stream()
                .filter(key -> PREFIXES.stream().anyMatch(key::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String setting(String key) {
        return key.substring(key.indexOf(".override.") + ".override.".length());
    }

    private static Set<String> classic(Map<String, String> connector) {
        return CLASSIC.stream()
                .map(CONSUMER::concat)
                .filter(connector::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the worker's own Kafka says of the consumer's settings; without this the task would fail, and name no key. */
    static List<KeyError> errors(Map<String, String> props) {
        Map<String, Object> settings = new HashMap<>();
        props.forEach((key, value) -> {
            if (key.startsWith(CONSUMER) && isReadable(setting(key))) {
                settings.put(setting(key), value);
            }
        });
        return settings.isEmpty() ? List.of() : errors(settings, props.keySet());
    }

    /** Classes may be known to the worker alone. */
    private static boolean isReadable(String setting) {
        ConfigDef.ConfigKey known = ConsumerConfig.configDef().configKeys().get(setting);
        return known != null && known.type() != ConfigDef.Type.CLASS;
    }

    private static List<KeyError> errors(Map<String, Object> settings, Set<String> keys) {
        try {
            Map<String, Object> complete = new HashMap<>(Map.of(
                    "bootstrap.servers",
                    "127.0.0.1:9092",
                    "group.id",
                    "connect",
                    "key.deserializer",
                    ByteArrayDeserializer.class,
                    "value.deserializer",
                    ByteArrayDeserializer.class));
            complete.putAll(settings);
            new Silent(complete);
            return List.of();
        } catch (ConfigException e) {
            String message = String.valueOf(e.getMessage());
            return List.of(new KeyError(named(message, settings.keySet(), keys), message));
        }
    }

    private static String named(String message, Set<String> settings, Set<String> keys) {
        return Stream.concat(settings.stream().filter(message::contains), settings.stream())
                .map(CONSUMER::concat)
                .filter(keys::contains)
                .findFirst()
                .orElse(CONSUMER + PROTOCOL);
    }

    /** Tells the log nothing of the settings. */
    private static final class Silent extends ConsumerConfig {
        Silent(Map<String, Object> settings) {
            super(settings, false);
        }
    }
}
