package io.github.hfconnect.config;

import java.util.Map;

/**
 * A converter that is to be made.
 *
 * @param className of a Connect converter
 * @param settings for its {@code configure}
 */
public record ConverterSettings(String className, Map<String, Object> settings) {

    /** What any consumer can read, and what takes any prediction. */
    static final ConverterSettings SCHEMALESS_JSON =
            new ConverterSettings("org.apache.kafka.connect.json.JsonConverter", Map.of("schemas.enable", "false"));

    public ConverterSettings {
        settings = Map.copyOf(settings);
    }

    /** Whether Structs and Maps can be written with it. */
    boolean takesFields() {
        return !className.endsWith(".StringConverter") && !className.endsWith(".ByteArrayConverter");
    }
}
