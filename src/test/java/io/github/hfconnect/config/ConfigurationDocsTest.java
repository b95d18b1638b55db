package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class ConfigurationDocsTest {

    private static final Path PAGE = Path.of("docs", "configuration.md");

    @Test
    void thePageIsWhatTheDefinitionsSay() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, ConfigDocs.markdown());
        }

        assertThat(PAGE)
                .as("regenerate with: mvn -q test -Dtest=ConfigurationDocsTest -Ddocs.write=true")
                .hasContent(ConfigDocs.markdown());
    }

    @Test
    void everyKeyHasASentenceAndAGroup() {
        Stream.of(SinkConfig.CONFIG_DEF, PredicateConfig.CONFIG_DEF)
                .map(ConfigDef::configKeys)
                .flatMap(keys -> keys.values().stream())
                .forEach(key -> {
                    assertThat(key.documentation).as(key.name).endsWith(".");
                    assertThat(key.group).as(key.name).isNotBlank();
                });
    }

    @Test
    void theSinkHasEveryKeyOfTheTransform() {
        assertThat(SinkConfig.CONFIG_DEF.names()).containsAll(InferenceConfig.CONFIG_DEF.names());
    }
}
