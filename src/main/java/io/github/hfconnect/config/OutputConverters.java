package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.value.KeyError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Whether the output's own converters can be made: otherwise that would be found out with the first record, once it is paid for. */
final class OutputConverters {

    private final Map<String, String> props;
    private final List<KeyError> errors = new ArrayList<>();

    private OutputConverters(Map<String, String> props) {
        this.props = props;
    }

    /** What is wrong with those that a configuration names. */
    static List<KeyError> errors(SinkConfig config, Map<String, String> props) {
        OutputConverters converters = new OutputConverters(props);
        converters.check(config, OutputKeys.KEY_CONVERTER, true);
        converters.check(config, OutputKeys.VALUE_CONVERTER, false);
        return converters.errors;
    }

    private void check(SinkConfig config, String key, boolean forKeys) {
        @Nullable String name = props.get(key);
        if (name == null || name.isBlank()) {
            return;
        }
        if (!forKeys && WritesNoFields.isOne(name)) {
            errors.add(new KeyError(
                    key,
                    name + " writes no fields, and a prediction is one: set a converter of Structs such as "
                            + ConverterSettings.SCHEMALESS_JSON.className()));
            return;
        }
        try {
            ConverterSettings.close(new ConverterSettings(name, Prefixed.of(config.values(), key + ".")).open(forKeys));
        } catch (ConfigException e) {
            errors.add(new KeyError(setting(key, String.valueOf(e.getMessage())), String.valueOf(e.getMessage())));
        } catch (RuntimeException | LinkageError e) {
            errors.add(new KeyError(key, reason(name, e)));
        }
    }

    private static String reason(String name, Throwable failure) {
        return failure instanceof ClassCastException
                ? name + " is no converter of Kafka Connect"
                : String.valueOf(failure.getMessage());
    }

    /** The key of the setting that a message of Kafka's names, or the converter's own. */
    private String setting(String key, String message) {
        return props.keySet().stream()
                .filter(set -> set.startsWith(key + "."))
                .filter(set -> message.contains("configuration " + set.substring(key.length() + 1) + ":"))
                .findFirst()
                .orElse(key);
    }
}
