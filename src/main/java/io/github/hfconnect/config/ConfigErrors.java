package io.github.hfconnect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** What is wrong with a configuration, key by key. */
public final class ConfigErrors {

    private ConfigErrors() {}

    /** The keys of a transform with what is wrong with each, alone and, once each is valid by itself, together. */
    public static List<ConfigValue> ofTransform(Map<String, String> props) {
        List<ConfigValue> values = new ArrayList<>(InferenceConfig.CONFIG_DEF.validate(props));
        keepFirst(values);
        try {
            new InferenceConfig(props);
        } catch (InconsistentConfigException e) {
            e.errors().forEach(error -> add(values, error.key(), error.toString()));
        } catch (ConfigException e) {
            // A key that is invalid by itself has its message already.
        }
        return values;
    }

    /** Kafka tells a value that cannot be read a second time, as one that is missing. */
    public static void keepFirst(List<ConfigValue> values) {
        values.stream()
                .map(ConfigValue::errorMessages)
                .filter(messages -> messages.size() > 1)
                .forEach(messages -> messages.subList(1, messages.size()).clear());
    }

    /** Puts a message on the key where people look for it, which may be none of the definition's. */
    public static void add(List<ConfigValue> values, String key, String message) {
        values.stream()
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseGet(() -> {
                    ConfigValue added = new ConfigValue(key);
                    values.add(added);
                    return added;
                })
                .addErrorMessage(message);
    }
}
