package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What connectors of one task add to a real worker once their topic has gone silent, beside what Connect itself spends on as many that
 * do nothing. How many: {@code -Didle.connectors=200}, as {@code docs/reliability.md} tells.
 */
@Timeout(1800)
class IdleConnectorsIT {

    private static final int CONNECTORS = Integer.getInteger("idle.connectors", 10);
    private static final int MOST_THREADS_EACH = 2;

    /** 100 MB for 200 connectors: what the plugin takes once, and what each connector takes. */
    private static final long MOST_BYTES_ONCE = 4_000_000;

    private static final long MOST_BYTES_EACH = 480_000;

    /** What a worker spends. */
    private record Spent(int threads, long bytes) {

        static Spent by(WorkerMetrics worker) {
            return new Spent(worker.threads().size(), worker.liveBytes());
        }

        Spent minus(Spent other) {
            return new Spent(threads - other.threads, bytes - other.bytes);
        }
    }

    private static BrokerProcess broker;
    private static Topics topics;
    private static String plugins;
    private static Spent byConnect;

    @BeforeAll
    static void startBroker(@TempDir Path directory) throws IOException {
        broker = BrokerProcess.start();
        topics = new Topics(broker.bootstrapServers());
        plugins = Checkout.locate().pluginPath() + "," + NothingConnector.plugin(directory);
        topics.create("nothing", 1);
        byConnect = spentOn(
                SinkConfigs.with(
                        SinkConfigs.sink("nothing", "none", broker.bootstrapServers()),
                        "connector.class",
                        NothingConnector.class.getName()),
                metrics -> {});
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void idleConnectorsAddFewThreadsAndLittleHeap(String guarantee) throws IOException {
        topics.create(guarantee, 1);
        topics.send(List.of(Topics.chat(guarantee, 0, 0, "hello")));
        try (ScriptedTei tei = ScriptedTei.start()) {
            Map<String, String> config = SinkConfigs.with(
                    SinkConfigs.sink(guarantee, tei.url(), broker.bootstrapServers()), "delivery.guarantee", guarantee);
            Spent ours = spentOn(config, metrics -> awaitSilence(guarantee + ".enriched", metrics))
                    .minus(byConnect);

            System.out.printf("%s: ours %s beside Connect's own %s%n", guarantee, ours, byConnect);
            assertThat(ours.threads()).isLessThan(MOST_THREADS_EACH * CONNECTORS);
            assertThat(ours.bytes()).isLessThan(MOST_BYTES_ONCE + MOST_BYTES_EACH * CONNECTORS);
        }
    }

    /** Each time on a worker of its own, which ends with its connectors. */
    private static Spent spentOn(Map<String, String> config, Consumer<WorkerMetrics> silence) throws IOException {
        try (WorkerProcess worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .group("idle-" + config.get("topics"))
                .heap("1g")
                .property("plugin.path", plugins)
                .jmx())) {
            WorkerMetrics metrics = WorkerMetrics.of(worker);
            Spent before = Spent.by(metrics);
            List<String> names = IntStream.range(0, CONNECTORS)
                    .mapToObj(i -> config.get("topics") + "-" + i)
                    .toList();
            names.forEach(name -> worker.rest().put(name, config));
            names.forEach(name -> worker.rest().awaitRunning(name, 1));
            silence.accept(metrics);
            return Spent.by(metrics).minus(before);
        }
    }

    /** Each has written the one record that there is. */
    private static void awaitSilence(String output, WorkerMetrics metrics) {
        Waiting.until(Waiting.PATIENCE, () -> topics.readIfThere(output).size() == CONNECTORS);
        Waiting.until(Waiting.PATIENCE, () -> metrics.threads().stream().noneMatch(IdleConnectorsIT::isAtWork));
    }

    private static boolean isAtWork(String thread) {
        return thread.startsWith("hf-") || thread.startsWith("OkHttp ") || thread.contains("adminclient");
    }
}
