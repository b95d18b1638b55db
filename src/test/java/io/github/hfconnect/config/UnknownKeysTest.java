package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    private static final Set<String> KNOWN = SinkConfig.CONFIG_DEF.names();

    @ParameterizedTest
    @CsvSource({
        "inptu.field, input.field",
        "batch.max.record, batch.max.records",
        "tokne, token",
        "on-failure, on.failure",
        "output.bootstrap.server, output.bootstrap.servers",
    })
    void aMisspeltKeyIsToldWithWhatMayBeMeant(String key, String meant) {
        assertThat(UnknownKeys.suspects(KNOWN, List.of(key)))
                .containsExactly("The key " + key + " is unknown and has no effect; " + meant + " may be meant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "connector.class",
                "connector.plugin.version",
                "tasks.max",
                "tasks.max.enforce",
                "topics",
                "topics.regex",
                "type",
                "predicate",
                "negate",
                "key.converter",
                "value.converter",
                "header.converter",
                "transforms",
                "predicates",
                "config.action.reload",
                "errors.tolerance",
                "errors.retry.timeout",
                "parameters.top_k",
                "headers.X-Key",
                "routes.r.label",
                "output.producer.acks",
                "token"
            })
    void otherKeysAreLeftAlone(String key) {
        assertThat(UnknownKeys.suspects(KNOWN, List.of(key))).isEmpty();
    }
}
