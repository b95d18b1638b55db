package io.github.hfconnect.config.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.SinkConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

    private static final Set<String> KNOWN = SinkConfig.CONFIG_DEF.names();
    private static final List<String> FAMILIES = SinkConfig.KEYS.prefixes();

    @ParameterizedTest
    @CsvSource({
        "inptu.field, input.field",
        "batch.max.record, batch.max.records",
        "tokne, token",
        "on-failure, on.failure",
        "output.bootstrap.server, output.bootstrap.servers",
        "parameter.top_k, parameters.top_k",
        "header.X-Api-Key, headers.X-Api-Key",
        "route.angry.label, routes.angry.label",
        "output.produce.acks, output.producer.acks",
        "endpoint.token, token",
        "hf.token, token",
        "api_key, token",
        "endpointUrls, endpoint.urls",
        "model.id, model",
        "bootstrap.servers, output.bootstrap.servers",
        "security.protocol, output.producer.security.protocol",
        "sasl.jaas.config, output.producer.sasl.jaas.config",
    })
    void aMisspeltKeyIsToldWithWhatMayBeMeant(String key, String meant) {
        assertThat(UnknownKeys.suspects(KNOWN, FAMILIES, List.of(key)))
                .containsExactly(
                        new KeyError(key, "There is no such key, and it has no effect; " + meant + " is meant"));
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
                "header.converter.schemas.enable",
                "key.converter.schemas.enable",
                "consumer.override.group.id",
                "transforms.t.input.field",
                "errors.deadletterqueue.topic.name",
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
        assertThat(UnknownKeys.suspects(KNOWN, FAMILIES, List.of(key))).isEmpty();
    }
}
