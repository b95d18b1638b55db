package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.value.ClientFile;
import io.github.hfconnect.config.value.OutputOrder;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** Where enriched records go, and in what form. */
public final class OutputSettings {

    private final AbstractConfig values;

    OutputSettings(AbstractConfig values) {
        this.values = values;
    }

    /** May hold {@code ${topic}} for the input topic. */
    public String topic() {
        return values.getString(OutputKeys.TOPIC);
    }

    /** Partitions of a new output topic; -1 for the broker's default. */
    public int partitions() {
        return values.getInt(OutputKeys.PARTITIONS);
    }

    /** Replication factor of a new output topic; -1 for the broker's default. */
    public short replicationFactor() {
        return values.getShort(OutputKeys.REPLICATION_FACTOR);
    }

    /** Settings of a Kafka client for the output cluster, as configured: without serializers and defaults of ours. */
    public Map<String, Object> client() {
        Map<String, Object> settings = ClientFile.resolved(ownClient());
        settings.put("bootstrap.servers", values.getString(OutputKeys.BOOTSTRAP_SERVERS));
        return settings;
    }

    /** What the connector itself says of those clients, without the prefix and without what a file says. */
    Map<String, Object> ownClient() {
        return Prefixed.of(values, OutputKeys.PRODUCER);
    }

    /** The converter of keys, or empty where none is configured that a connector can see. */
    public Optional<ConverterSettings> keyConverter() {
        return converter(OutputKeys.KEY_CONVERTER).or(() -> converter("key.converter"));
    }

    /** The converter of values; schemaless JSON in place of one that cannot write a prediction. */
    public ConverterSettings valueConverter() {
        return converter(OutputKeys.VALUE_CONVERTER)
                .or(() -> converter("value.converter").filter(ConverterSettings::takesFields))
                .orElse(ConverterSettings.SCHEMALESS_JSON);
    }

    private Optional<ConverterSettings> converter(String key) {
        @Nullable Object className = values.originals().get(key);
        return Optional.ofNullable(className)
                .map(name -> new ConverterSettings(name.toString(), Prefixed.of(values, key + ".")));
    }

    /** Whether records of one input partition leave in its order. */
    public OutputOrder order() {
        return OutputKeys.ORDERS.parse(values.getString(OutputKeys.ORDER));
    }

    /** Whether records tell where they come from. */
    public boolean headers() {
        return values.getBoolean(OutputKeys.HEADERS);
    }
}
