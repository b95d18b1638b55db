package io.github.hfconnect.config.value;

import io.github.hfconnect.kafka.Addresses;
import io.github.hfconnect.kafka.ClientKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** What can be said of a client's settings before there is a client, by Kafka's own definition of a producer's. */
public final class ClientSettings {

    private static final ConfigDef DEFINITION = ProducerConfig.configDef();
    /** The same settings make consumers and admins, too. */
    private static final Set<String> KNOWN = Stream.of(
                    ProducerConfig.configNames(),
                    ConsumerConfig.configNames(),
                    AdminClientConfig.configNames(),
                    Set.of(ClientFile.KEY))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final String JAAS = "sasl.jaas.config";
    private static final String MECHANISM = "sasl.mechanism";

    private final ClientKeys keys;
    private final Map<String, ?> own;
    private final List<KeyError> errors = new ArrayList<>();

    private ClientSettings(ClientKeys keys, Map<String, ?> own) {
        this.keys = keys;
        this.own = own;
    }

    /**
     * What is wrong, key by key.
     *
     * @param own settings as the connector has them, without their prefix
     * @param servers the cluster's address, or null where it is missing
     */
    public static List<KeyError> errors(ClientKeys keys, Map<String, ?> own, @Nullable String servers) {
        ClientSettings settings = new ClientSettings(keys, own);
        settings.checkAddress(servers);
        settings.check();
        return settings.errors;
    }

    private void checkAddress(@Nullable String servers) {
        try {
            if (servers != null) {
                Addresses.parse(servers);
            }
        } catch (IllegalArgumentException e) {
            errors.add(new KeyError(keys.servers(), String.valueOf(e.getMessage())));
        }
    }

    private void check() {
        try {
            Map<String, String> all = texts(ClientFile.resolved(own));
            DEFINITION.validate(all).stream()
                    .filter(value -> all.containsKey(value.name()))
                    .forEach(this::add);
            all.keySet().forEach(this::checkName);
            checkLogin(all);
        } catch (IllegalArgumentException e) {
            errors.add(new KeyError(keys.prefix() + ClientFile.KEY, String.valueOf(e.getMessage())));
        }
    }

    /** Kafka's sentence, with the user's key. */
    private void add(ConfigValue value) {
        value.errorMessages().stream()
                // A value that cannot be read is told a second time, as one that is missing.
                .limit(1)
                .map(message ->
                        message.replace("for configuration " + value.name(), "for " + keys.prefix() + value.name()))
                .forEach(message -> add(value.name(), message));
    }

    /** Others may be those of a class that the settings name, such as an interceptor's. */
    private void checkName(String setting) {
        if (!KNOWN.contains(setting)) {
            UnknownKeys.nearest(setting, KNOWN)
                    .ifPresent(
                            meant -> add(setting, "Kafka has no such setting; " + keys.prefix() + meant + " is meant"));
        }
    }

    /** What Kafka looks for only when it logs in. */
    private void checkLogin(Map<String, String> all) {
        boolean logsIn = all.getOrDefault("security.protocol", "")
                .toUpperCase(Locale.ROOT)
                .startsWith("SASL_");
        String jaas = all.getOrDefault(JAAS, "");
        String mechanism = all.get(MECHANISM);
        if (logsIn && jaas.isBlank() && System.getProperty("java.security.auth.login.config") == null) {
            add(
                    JAAS,
                    "Set it: " + keys.prefix() + "security.protocol is " + all.get("security.protocol")
                            + ", which needs a login. A connector cannot see its worker's settings");
        }
        if (logsIn && mechanism == null && jaas.contains("PlainLoginModule")) {
            add(MECHANISM, "Set it to PLAIN: without it Kafka logs in by GSSAPI, which this login module is not for");
        }
        if (logsIn && mechanism == null && jaas.contains("ScramLoginModule")) {
            add(MECHANISM, "Set it to SCRAM-SHA-256 or SCRAM-SHA-512: without it Kafka logs in by GSSAPI");
        }
    }

    /** On the key that the user has written: that of the setting, or that of the file which holds it. */
    private void add(String setting, String message) {
        boolean ofFile = !own.containsKey(setting) && own.containsKey(ClientFile.KEY);
        errors.add(
                ofFile
                        ? new KeyError(
                                keys.prefix() + ClientFile.KEY,
                                setting + " in " + own.get(ClientFile.KEY) + ": " + message)
                        : new KeyError(keys.prefix() + setting, message));
    }

    private static Map<String, String> texts(Map<String, ?> settings) {
        Map<String, String> texts = new TreeMap<>();
        new HashMap<>(settings).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }
}
