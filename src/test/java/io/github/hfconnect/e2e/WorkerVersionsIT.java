package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.InstalledPlugin;
import io.github.hfconnect.demo.cluster.KafkaLibs;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One plugin directory for every supported worker, found by its service manifests alone. */
class WorkerVersionsIT {

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = BrokerProcess.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {KafkaLibs.OLDEST_WORKER, KafkaLibs.CURRENT})
    void pluginLoadsByItsManifestsAndWorks(String version) throws IOException {
        String topic = "on-" + version;
        WorkerSetup setup = WorkerSetup.of(broker.bootstrapServers())
                .group("group-" + version)
                .version(version)
                .jmx()
                .property("plugin.discovery", "service_load");
        try (ScriptedTei tei = ScriptedTei.start();
                WorkerProcess worker = WorkerProcess.start(setup)) {
            Topics topics = new Topics(broker.bootstrapServers());
            topics.create(topic, 1);
            topics.send(List.of(Topics.chat(topic, 0, 0, "hello"), Topics.chat(topic, 0, 1, "poison")));

            worker.rest().put(topic, SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()));

            assertThat(worker.rest().plugins())
                    .filteredOn(plugin -> plugin.className().startsWith("io.github.hfconnect."))
                    .extracting(InstalledPlugin::className)
                    .contains(
                            SinkConfigs.CONNECTOR,
                            "io.github.hfconnect.HuggingFaceTransform$Key",
                            "io.github.hfconnect.HuggingFaceTransform$Value",
                            "io.github.hfconnect.PredictionMatches");
            assertThat(topics.read(topic + ".enriched", 1))
                    .extracting(Topics::id)
                    .containsExactly(0);
            assertThat(topics.read(topic + ".dead", 1)).extracting(Topics::id).containsExactly(1);
            WorkerMetrics.of(worker).assertBalanced(topic);
        }
    }
}
