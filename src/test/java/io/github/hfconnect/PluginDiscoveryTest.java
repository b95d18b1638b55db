package io.github.hfconnect;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;

/** Workers with {@code plugin.discovery=service_load} find what META-INF/services lists, and nothing else. */
class PluginDiscoveryTest {

    @Test
    void everyPluginClassIsListedAndLoads() throws Exception {
        assertThat(listed()).isEqualTo(pluginClasses());
    }

    @Test
    void everyPluginHasAVersion() {
        plugins()
                .forEach(plugin -> assertThat(((Versioned) plugin).version())
                        .as(plugin.getClass().getName())
                        .isNotBlank()
                        .isNotEqualTo("undefined"));
    }

    private static Set<String> listed() {
        return plugins().map(plugin -> plugin.getClass().getName()).collect(toSet());
    }

    private static Stream<?> plugins() {
        return Stream.of(SinkConnector.class, Transformation.class, Predicate.class)
                .flatMap(type -> ServiceLoader.load(type).stream())
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.getClass().getName().startsWith("io.github.hfconnect."));
    }

    private static Set<String> pluginClasses() throws Exception {
        URL classes =
                HuggingFaceTransform.class.getProtectionDomain().getCodeSource().getLocation();
        Path root = Path.of(classes.toURI()).resolve("io/github/hfconnect");
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> "io.github.hfconnect." + name.replace(".class", ""))
                    .filter(PluginDiscoveryTest::isPlugin)
                    .collect(toSet());
        }
    }

    private static boolean isPlugin(String name) {
        try {
            Class<?> type = Class.forName(name);
            return Versioned.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
