package io.github.hfconnect.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** A sink that does nothing, to see what Connect itself spends on a connector. */
public final class NothingConnector extends SinkConnector {

    /** Makes a plugin directory of it below another; answers what is to be on the worker's plugin path. */
    static Path plugin(Path below) throws IOException {
        Path plugins = below.resolve("nothing");
        Path directory = Files.createDirectories(plugins.resolve("nothing"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(directory.resolve("nothing.jar")))) {
            for (Class<?> each : List.of(NothingConnector.class, Nothing.class)) {
                String file = each.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(file));
                each.getClassLoader().getResourceAsStream(file).transferTo(jar);
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + SinkConnector.class.getName()));
            jar.write(NothingConnector.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return plugins;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public void start(Map<String, String> props) {}

    @Override
    public Class<? extends Task> taskClass() {
        return Nothing.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(Map.of());
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    /** Its task. */
    public static final class Nothing extends SinkTask {

        @Override
        public String version() {
            return "1";
        }

        @Override
        public void start(Map<String, String> props) {}

        @Override
        public void put(Collection<SinkRecord> records) {}

        @Override
        public void stop() {}
    }
}
