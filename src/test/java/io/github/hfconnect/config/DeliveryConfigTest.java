package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.value.DeliveryGuarantee;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryConfigTest {

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(new SinkConfig(Props.sink("name", "chat")).delivery())
                .isEqualTo(new DeliverySettings(
                        DeliveryGuarantee.AT_LEAST_ONCE,
                        "connect-chat",
                        "hfconnect",
                        Duration.ofSeconds(20),
                        Duration.ofMillis(200)));
    }

    @Test
    void theGroupIsTheOneThatConnectReadsIn() {
        SinkConfig config = new SinkConfig(Props.sink("name", "chat", "consumer.override.group.id", "moderation"));

        assertThat(config.delivery().groupId()).isEqualTo("moderation");
    }

    @Test
    void errorSettingsAreConnectsOwn() {
        SinkConfig config = new SinkConfig(Props.sink(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "chat.dead",
                "errors.deadletterqueue.context.headers.enable", "true"));

        assertThat(config.errorSettings()).isEqualTo(new ErrorSettings(true, "chat.dead", true, false, false));
        assertThat(new SinkConfig(Props.sink()).errorSettings())
                .isEqualTo(new ErrorSettings(false, null, false, false, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "output.order                            | none    | cannot overtake",
                "transaction.timeout.ms                  | 45000   | below 45000",
                "transaction.timeout.ms                  | 999     | at least 1000",
                "transaction.commit.interval.ms          | 20000   | below transaction.timeout.ms",
                "transactional.id.prefix                 | ''      | non-empty",
                "output.producer.acks                    | 1       | acks=all",
                "output.producer.enable.idempotence      | false   | idempotent",
                "output.producer.transaction.timeout.ms  | 1000    | transaction.timeout.ms",
                "output.producer.transactional.id        | mine    | transactional.id.prefix",
                "consumer.override.enable.auto.commit    | true    | loses records",
                "errors.deadletterqueue.topic.name       | chat    | also an input topic",
            })
    void whatBreaksThePromiseIsRefusedWithTheReason(String key, String value, String reason) {
        assertThatThrownBy(() -> new SinkConfig(Props.sink("delivery.guarantee", "exactly-once", key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"output.producer.acks, all", "output.producer.acks, -1", "output.producer.enable.idempotence, true"})
    void whatKeepsThePromiseIsFine(String key, String value) {
        SinkConfig config = new SinkConfig(Props.sink("delivery.guarantee", "exactly-once", key, value));

        assertThat(config.delivery().guarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    }

    @ParameterizedTest
    @CsvSource({"output.order, none", "transaction.timeout.ms, 60000"})
    void atLeastOnceNeedsNoneOfThis(String key, String value) {
        assertThat(new SinkConfig(Props.sink(key, value)).delivery().guarantee())
                .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    }

    /** As a producer would say, but not before the first answer is paid for. */
    @ParameterizedTest
    @CsvSource({
        "output.producer.acks, 1, It must be all",
        "output.producer.acks, 0, It must be all",
        "output.producer.retries, 0, It must not be 0",
        "output.producer.max.in.flight.requests.per.connection, 6, at most 5",
        "output.producer.delivery.timeout.ms, 20000, which is 30001"
    })
    void whatAProducerDoesNotTakeTogetherIsRefused(String key, String value, String reason) {
        assertThatThrownBy(() -> new SinkConfig(Props.sink(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(key, reason);
    }

    @Test
    void whoGivesUpIdempotenceMayGiveUpAcknowledgements() {
        Map<String, String> props =
                Props.sink("output.producer.enable.idempotence", "false", "output.producer.acks", "1");

        assertThat(new SinkConfig(props).delivery().guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    }

    @Test
    void anOlderWorkerIsRefusedByWhatItIsMissing() {
        assertThat(DeliveryChecks.worker(false))
                .hasValueSatisfying(error -> assertThat(error.toString())
                        .contains(
                                "connector.class",
                                "older than Kafka Connect 3.6",
                                "SinkRecord.originalTopic()",
                                "3.6 or newer"));
        assertThat(DeliveryChecks.worker(true)).isEmpty();
    }
}
