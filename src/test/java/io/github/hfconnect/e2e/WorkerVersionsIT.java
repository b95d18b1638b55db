package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.demo.cluster.InstalledPlugin;
import io.github.hfconnect.demo.cluster.KafkaLibs;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Plugins are compiled for Java 17, and workers run on whatever is newer, too: on NEWER_JAVA_HOME, where that is set. */
    static Stream<Arguments> workers() {
        Path java = Path.of(System.getProperty("java.home"));
        Stream<Arguments> here = Stream.of(
                        KafkaLibs.OLDEST_WORKER, KafkaLibs.WORKER_3_9, KafkaLibs.WORKER_4_0, KafkaLibs.CURRENT)
                .map(version -> Arguments.of(version, java));
        Stream<Arguments> newer = Stream.ofNullable(System.getenv("NEWER_JAVA_HOME"))
                .filter(home -> !home.isBlank())
                .flatMap(home -> Stream.of(KafkaLibs.OLDEST_WORKER, KafkaLibs.CURRENT)
                        .map(version -> Arguments.of(version, Path.of(home))));
        return Stream.concat(here, newer);
    }

    @ParameterizedTest
    @MethodSource("workers")
    void pluginLoadsByItsManifestsAndWorks(String version, Path java) throws IOException {
        assertWorks(
                "on-" + version + "-" + java.getFileName(),
                version,
                worker(version).java(java));
    }

    /** Before the first record, and by the name of what is missing there. */
    @Test
    void workerThatIsTooOldIsToldSoWhenTheConnectorIsMade() throws IOException {
        try (WorkerProcess worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .group("group-refused")
                .version(KafkaLibs.REFUSED_WORKER)
                .property("config.providers", ""))) {
            for (String guarantee : List.of("at-least-once", "exactly-once")) {
                Map<String, String> config = SinkConfigs.with(
                        SinkConfigs.sink("refused", "http://127.0.0.1:1", broker.bootstrapServers()),
                        "delivery.guarantee",
                        guarantee,
                        "name",
                        "refused");

                assertThat(worker.rest().validate(SinkConfigs.CONNECTOR, config).errors())
                        .containsOnlyKeys("connector.class")
                        .allSatisfy((key, errors) -> assertThat(errors)
                                .singleElement()
                                .asString()
                                .contains("SinkRecord.originalTopic()", "3.6 or newer"));
                assertThatThrownBy(() -> worker.rest().put("refused", config))
                        .isInstanceOf(ConnectRestException.class)
                        .hasMessageContaining("3.6 or newer");
            }
        }
    }

    private static WorkerSetup worker(String version) {
        return WorkerSetup.of(broker.bootstrapServers())
                .version(version)
                .jmx()
                .property("plugin.discovery", "service_load");
    }

    /** Workers have a place for them since 4.1. */
    private static boolean takesMetricsOfPlugins(String version) {
        return version.equals(KafkaLibs.CURRENT);
    }

    private static void assertWorks(String topic, String version, WorkerSetup setup) throws IOException {
        setup.group("group-" + topic);
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
            WorkerMetrics metrics = WorkerMetrics.of(worker);
            metrics.assertBalanced(topic);
            assertThat(metrics.ofRegistry(topic, "consumed")).isEqualTo(takesMetricsOfPlugins(version) ? 2 : -1);
        }
    }
}
