package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

/** Converters in the plugin directories of others. */
class ConverterSettingsTest {

    /** Like Apicurio's: its configuration names a class that lies beside it, and Kafka looks for that by the context class loader. */
    public static final class Neighbourly implements Converter {

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            ConfigDef keys = new ConfigDef()
                    .define("helper", ConfigDef.Type.CLASS, Helper.class.getName(), ConfigDef.Importance.LOW, "");
            keys.parse(settings);
        }

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            return new byte[0];
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            return SchemaAndValue.NULL;
        }
    }

    /** Is no plugin, so that only its own directory's class loader finds it. */
    public static final class Helper {}

    /** The directory of another plugin: its classes are found here first. */
    private static final class PluginDirectory extends ClassLoader {

        PluginDirectory() {
            super(ConverterSettingsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Neighbourly.class.getName()) && !name.equals(Helper.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** What a task's thread has in a worker: finds the plugins of all directories, and nothing else of them. */
    private static final class Worker extends ClassLoader {

        private final PluginDirectory plugin = new PluginDirectory();

        Worker() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals(Neighbourly.class.getName())) {
                return plugin.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    @Test
    void aConverterFindsWhatLiesBesideItInItsPluginDirectory() {
        Worker worker = new Worker();

        Converter converter =
                inContext(worker, () -> settings(Neighbourly.class).open(false));

        assertThat(converter.getClass().getClassLoader()).isSameAs(worker.plugin);
    }

    @Test
    void theContextIsTheTasksOwnAgain() {
        Worker worker = new Worker();

        ClassLoader after = inContext(worker, () -> {
            settings(Neighbourly.class).open(false);
            return Thread.currentThread().getContextClassLoader();
        });

        assertThat(after).isSameAs(worker);
    }

    @Test
    void aConverterThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new ConverterSettings("com.example.Missing", Map.of()).open(false))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("com.example.Missing");
    }

    private static ConverterSettings settings(Class<?> converter) {
        return new ConverterSettings(converter.getName(), Map.of());
    }

    private static <T> T inContext(ClassLoader loader, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
