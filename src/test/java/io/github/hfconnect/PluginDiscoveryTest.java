package io.github.hfconnect;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
    void everyPluginClassIsListedAndLoads() {
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

    private static Set<String> pluginClasses() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.hfconnect").stream()
                        .filter(type -> type.isAssignableTo(SinkConnector.class)
                                || type.isAssignableTo(Transformation.class)
                                || type.isAssignableTo(Predicate.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(type -> type.getName())
                        .collect(toSet());
    }
}
