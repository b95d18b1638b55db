package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What connectors cost a real worker whose topics have gone silent after some work. */
@Timeout(300)
class IdleConnectorsIT {

    private static final int CONNECTORS = 20;

    /** Longer than any thread of ours stays without work. */
    private static BrokerProcess broker;

    private static WorkerProcess worker;
    private static WorkerMetrics metrics;
    private static Topics topics;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
        worker = WorkerProcess.start(
                WorkerSetup.of(broker.bootstrapServers()).group("idle").jmx());
        metrics = WorkerMetrics.of(worker);
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopCluster() {
        worker.close();
        broker.close();
    }

    /** Of ours stays one thread, that of its producer; 200 such connectors are 200 threads, and Connect's own. */
    @ParameterizedTest
    @CsvSource({"at-least-once", "exactly-once"})
    void aTaskWithoutWorkKeepsOneThread(String guarantee) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start()) {
            List<String> names = IntStream.range(0, CONNECTORS)
                    .mapToObj(i -> guarantee + "-" + i)
                    .toList();
            names.forEach(name -> {
                topics.create(name, 1);
                topics.send(List.of(Topics.chat(name, 0, 0, "hello")));
                worker.rest()
                        .put(
                                name,
                                SinkConfigs.with(
                                        SinkConfigs.sink(name, tei.url(), broker.bootstrapServers()),
                                        "delivery.guarantee",
                                        guarantee));
            });
            names.forEach(name -> topics.read(name + ".enriched", 1));

            Waiting.until(Waiting.PATIENCE, () -> ours().isEmpty());
            assertThat(metrics.threads().stream().filter(IdleConnectorsIT::isOurProducer))
                    .as("threads of producers")
                    .hasSizeLessThanOrEqualTo(CONNECTORS);
            names.forEach(worker.rest()::delete);
        }
    }

    private static List<String> ours() {
        return metrics.threads().stream()
                .filter(thread ->
                        thread.startsWith("hf-") || thread.startsWith("OkHttp 127") || thread.contains("adminclient"))
                .toList();
    }

    /** Without a client.id of ours it is called so; those of Connect have names. */
    private static boolean isOurProducer(String thread) {
        return thread.startsWith("kafka-producer-network-thread | producer-");
    }
}
