package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientOverridesTest {

    @Test
    void withoutOverridesThereIsNothingToSay() {
        assertThat(ClientOverrides.warnings(Map.of("topics", "chat"))).isEmpty();
        assertThat(ClientOverrides.errors(Map.of("topics", "chat"))).isEmpty();
    }

    @Test
    void eachOverrideNeedsTheWorkersListFromKafka5On() {
        assertThat(ClientOverrides.warnings(Map.of(
                        "consumer.override.max.poll.records", "50",
                        "producer.override.linger.ms", "5",
                        "admin.override.linger.ms", "5",
                        "consumer.override.group.protocol", "consumer")))
                .containsExactly("admin.override.linger.ms, consumer.override.group.protocol,"
                        + " consumer.override.max.poll.records, producer.override.linger.ms: workers of Kafka 5.0 refuse what"
                        + " their connector.client.config.override.allowlist does not name. Have them set it to"
                        + " linger.ms,group.protocol,max.poll.records");
    }

    @Test
    void settingsOfTheClassicProtocolNeedIt() {
        Map<String, String> alone = Map.of("consumer.override.session.timeout.ms", "10000");
        Map<String, String> named =
                Map.of("consumer.override.session.timeout.ms", "10000", "consumer.override.group.protocol", "classic");

        assertThat(ClientOverrides.warnings(alone))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("consumer.override.session.timeout.ms: ")
                .endsWith("set consumer.override.group.protocol=classic");
        assertThat(ClientOverrides.warnings(named)).hasSize(1);
        assertThat(ClientOverrides.errors(named)).isEmpty();
    }

    @Test
    void whatKafkasConsumerRefusesIsToldAtItsKey() {
        assertThat(ClientOverrides.errors(Map.of("consumer.override.max.poll.records", "many")))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.key()).isEqualTo("consumer.override.max.poll.records");
                    assertThat(error.message()).contains("many");
                });
    }

    @Test
    void classesThatOnlyTheWorkerKnowsAreLeftToIt() {
        assertThat(ClientOverrides.errors(
                        Map.of("consumer.override.sasl.login.callback.handler.class", "org.acme.Login")))
                .isEmpty();
    }
}
