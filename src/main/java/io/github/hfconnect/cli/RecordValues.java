package io.github.hfconnect.cli;

import io.github.hfconnect.config.ConverterSettings;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * What of a record the plugin works on, as the connector's converter reads it.
 *
 * @param keys whether that is the key
 */
record RecordValues(Converter converter, boolean keys) {

    /**
     * The converter that the connector names; without one schemaless JSON, since what a worker has instead is not known here.
     *
     * @param props of the connector
     * @param jars a directory with the jars of a converter that is not Kafka's own, or null
     * @throws CliException where there is no such converter
     */
    static RecordValues of(Map<String, String> props, boolean keys, @Nullable Path jars) {
        String key = keys ? "key.converter" : "value.converter";
        String name = props.get(key);
        ConverterSettings settings =
                name == null ? ConverterSettings.SCHEMALESS_JSON : new ConverterSettings(name, under(key + ".", props));
        try {
            return new RecordValues(jars == null ? settings.open(keys) : inContextOf(jars, settings, keys), keys);
        } catch (ConnectException e) {
            throw new CliException(
                    "The converter " + name + " of " + key
                            + " is not on the class path of this command; name the directory of its jars with --converter-jars");
        }
    }

    /** The loader stays open as long as the converter is used: until the command ends. */
    private static Converter inContextOf(Path jars, ConverterSettings settings, boolean keys) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new URLClassLoader(urls(jars), RecordValues.class.getClassLoader()));
        try {
            return settings.open(keys);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] urls(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(RecordValues::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new CliException("Cannot read the directory " + directory + ": " + e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new CliException("Cannot read " + file + ": " + e);
        }
    }

    private static Map<String, Object> under(String prefix, Map<String, String> props) {
        Map<String, Object> inner = new TreeMap<>();
        props.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                inner.put(key.substring(prefix.length()), value);
            }
        });
        return inner;
    }

    /**
     * Reads a record.
     *
     * @throws org.apache.kafka.connect.errors.DataException where it is not of that format
     */
    SchemaAndValue read(ConsumerRecord<byte[], byte[]> record) {
        return converter.toConnectData(record.topic(), record.headers(), keys ? record.key() : record.value());
    }
}
