package io.github.hfconnect.config;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.RETRIES_CONFIG;

import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.value.ClientFile;
import io.github.hfconnect.config.value.KeyError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a producer does not take together, such as {@code acks=1} beside idempotence, which this plugin turns on: otherwise that would be
 * found out with the first record, once it is paid for. The rules are those of Kafka 4.3 ({@code
 * ProducerConfig.postProcessAndValidateIdempotenceConfigs}, {@code KafkaProducer.configureDeliveryTimeout}).
 */
final class ProducerChecks {

    /** Acknowledgements than of all replicas; others are no value of {@code acks}, which is told at its key. */
    private static final Set<Object> FEWER = Set.of("0", "1");

    private static final int MOST_IN_FLIGHT = 5;

    private final Map<String, Object> values;
    private final List<KeyError> errors = new ArrayList<>();

    private ProducerChecks(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * What is wrong.
     *
     * @param own settings of the output's producer, as configured, without their prefix
     */
    static List<KeyError> errors(Map<String, Object> own) {
        Map<String, Object> values;
        try {
            values = parsed(ClientFile.resolved(own));
        } catch (IllegalArgumentException | ConfigException e) {
            // What cannot be read is told key by key.
            return List.of();
        }
        ProducerChecks checks = new ProducerChecks(values);
        checks.checkIdempotence();
        checks.checkTime();
        return checks.errors;
    }

    /** Those that are set and matter here, as values of their types. */
    private static Map<String, Object> parsed(Map<String, Object> settings) {
        Map<String, Object> values = new HashMap<>();
        Map<String, ConfigDef.ConfigKey> known = ProducerConfig.configDef().configKeys();
        for (String name : List.of(
                ACKS_CONFIG,
                RETRIES_CONFIG,
                MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                ENABLE_IDEMPOTENCE_CONFIG,
                DELIVERY_TIMEOUT_MS_CONFIG,
                LINGER_MS_CONFIG,
                REQUEST_TIMEOUT_MS_CONFIG)) {
            ConfigDef.ConfigKey key = known.get(name);
            if (key != null && settings.containsKey(name)) {
                values.put(name, ConfigDef.parseType(name, settings.get(name), key.type()));
            }
        }
        return values;
    }

    private void checkIdempotence() {
        if (Boolean.FALSE.equals(values.get(ENABLE_IDEMPOTENCE_CONFIG))) {
            return;
        }
        refuse(FEWER.contains(values.getOrDefault(ACKS_CONFIG, "all")), ACKS_CONFIG, "must be all");
        refuse(number(RETRIES_CONFIG, 1) == 0, RETRIES_CONFIG, "must not be 0");
        refuse(
                number(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1) > MOST_IN_FLIGHT,
                MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                "must be at most " + MOST_IN_FLIGHT);
    }

    private void refuse(boolean wrong, String setting, String wanted) {
        if (wrong) {
            add(
                    setting,
                    "It " + wanted
                            + ": the producer is idempotent, so that no record is lost or written twice. Remove it"
                            + " (or set " + OutputKeys.PRODUCER + ENABLE_IDEMPOTENCE_CONFIG
                            + "=false, and do without that)");
        }
    }

    private void checkTime() {
        long least = number(LINGER_MS_CONFIG, 1) + number(REQUEST_TIMEOUT_MS_CONFIG, 30_000);
        if (number(DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE) < least) {
            add(
                    DELIVERY_TIMEOUT_MS_CONFIG,
                    "It must be at least " + LINGER_MS_CONFIG + " + " + REQUEST_TIMEOUT_MS_CONFIG + ", which is "
                            + least
                            + ". Raise it, or remove it: then nothing is given up because a cluster is away for a while");
        }
    }

    private long number(String setting, long otherwise) {
        return values.get(setting) instanceof Number number ? number.longValue() : otherwise;
    }

    private void add(String setting, String message) {
        errors.add(new KeyError(OutputKeys.PRODUCER + setting, message));
    }
}
