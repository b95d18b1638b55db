package io.github.hfconnect.config;

import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.Converter;

/**
 * A converter that is to be made.
 *
 * @param className of a Connect converter
 * @param settings for its {@code configure}
 */
public record ConverterSettings(String className, Map<String, Object> settings) {

    /** What any consumer can read, and what takes any prediction. */
    public static final ConverterSettings SCHEMALESS_JSON =
            new ConverterSettings("org.apache.kafka.connect.json.JsonConverter", Map.of("schemas.enable", "false"));

    public ConverterSettings {
        settings = Map.copyOf(settings);
    }

    /**
     * Makes the converter, by the context class loader, which finds those in the plugin directories of others too.
     *
     * @throws ConnectException where there is none of that name
     */
    public Converter open(boolean forKeys) {
        try {
            return open(Utils.loadClass(className, Converter.class), forKeys);
        } catch (ClassNotFoundException e) {
            throw new ConnectException("There is no converter " + className + " on this worker", e);
        }
    }

    /** Its own directory is the context meanwhile, as Connect has it: a configuration may name classes that lie beside the converter. */
    private Converter open(Class<? extends Converter> type, boolean forKeys) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(type.getClassLoader());
        try {
            Converter converter = Utils.newInstance(type);
            converter.configure(settings, forKeys);
            return converter;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Whether it writes values as JSON and nothing beside them. */
    public boolean isSchemalessJson() {
        return className.equals(SCHEMALESS_JSON.className)
                && String.valueOf(settings.get("schemas.enable")).equalsIgnoreCase("false");
    }

    /** Whether Structs and Maps can be written with it. */
    boolean takesFields() {
        return !WritesNoFields.isOne(className);
    }

    /** Ends what a converter has begun, as those of newer workers can. */
    public static void close(Converter converter) {
        if (converter instanceof AutoCloseable open) {
            Utils.closeQuietly(open, "a converter of the output");
        }
    }
}
