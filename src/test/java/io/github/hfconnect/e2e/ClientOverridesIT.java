package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker with the policy that is Kafka 5.0's default (KIP-1188), which is there since 4.2, and the group protocol of KIP-848. */
class ClientOverridesIT {

    private static final String PROTOCOL = "consumer.override.group.protocol";

    private static BrokerProcess broker;
    private static WorkerProcess worker;

    @BeforeAll
    static void start() throws IOException {
        broker = BrokerProcess.start();
        worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .group("allowlist")
                .property("connector.client.config.override.policy", "Allowlist")
                .property("connector.client.config.override.allowlist", "group.protocol,session.timeout.ms"));
    }

    @AfterAll
    static void stop() {
        worker.close();
        broker.close();
    }

    /** A sink needs none, and the one for the group protocol is on the list. */
    @Test
    void connectorWithWhatIsOnTheListWorks() throws IOException {
        Topics topics = new Topics(broker.bootstrapServers());
        topics.create("listed", 1);
        topics.send(List.of(Topics.chat("listed", 0, 0, "hello")));
        try (ScriptedTei tei = ScriptedTei.start()) {
            worker.rest().put("listed", SinkConfigs.with(config("listed", tei.url()), PROTOCOL, "consumer"));

            assertThat(topics.read("listed.enriched", 1)).extracting(Topics::id).containsExactly(0);
        }
    }

    @Test
    void whatIsNotOnTheListIsRefusedAtItsKey() {
        Map<String, String> config = SinkConfigs.with(config("unlisted"), "consumer.override.max.poll.records", "50");

        assertThat(worker.rest().validate(SinkConfigs.CONNECTOR, config).errors())
                .containsOnlyKeys("consumer.override.max.poll.records");
    }

    /** Kafka's own word, which a task would fail with. */
    @Test
    void settingsOfTheOtherProtocolAreRefusedAtTheirKey() {
        Map<String, String> config = SinkConfigs.with(
                config("mixed"), PROTOCOL, "consumer", "consumer.override.session.timeout.ms", "10000");

        assertThat(worker.rest().validate(SinkConfigs.CONNECTOR, config).errors())
                .containsOnlyKeys("consumer.override.session.timeout.ms")
                .allSatisfy((key, errors) ->
                        assertThat(errors).singleElement().asString().contains("group.protocol"));
    }

    private static Map<String, String> config(String topic) {
        return config(topic, "http://127.0.0.1:1");
    }

    private static Map<String, String> config(String topic, String url) {
        Map<String, String> config =
                SinkConfigs.with(SinkConfigs.sink(topic, url, broker.bootstrapServers()), "name", topic);
        config.remove("consumer.override.auto.offset.reset");
        return config;
    }
}
