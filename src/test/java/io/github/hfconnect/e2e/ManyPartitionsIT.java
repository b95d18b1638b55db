package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;

/** One task with 200 partitions, each of which needs a transactional producer: how long until all are read, and what one costs. */
class ManyPartitionsIT {

    private static final int PARTITIONS = 200;
    private static final System.Logger log = System.getLogger(ManyPartitionsIT.class.getName());

    @Test
    void allPartitionsAreActiveWithinTenSecondsAndCostLittle() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                BrokerProcess broker = BrokerProcess.start();
                WorkerProcess worker = WorkerProcess.start(
                        WorkerSetup.of(broker.bootstrapServers()).group("many").jmx())) {
            Topics topics = Topics.readingCommitted(broker.bootstrapServers());
            topics.create("many", PARTITIONS);
            topics.create("many.enriched", 1);
            topics.create("one", 1);
            start(worker, "one", tei, broker);
            topics.send(List.of(Topics.chat("one", 0, 0, "hello")));
            topics.read("one.enriched", 1);
            long before = heapAfterCollection(worker.jmxPort());

            start(worker, "many", tei, broker);
            Waiting.until(
                    Waiting.PATIENCE, () -> times(worker, "Writing for many-.*").size() == PARTITIONS);

            long bytesEach = (heapAfterCollection(worker.jmxPort()) - before) / PARTITIONS;
            LocalTime assigned =
                    times(worker, "ewly assigned partitions.*many-.*").get(0);
            LocalTime last = times(worker, "Writing for many-.*").get(PARTITIONS - 1);
            Duration took = Duration.between(assigned, last);
            log.log(
                    System.Logger.Level.INFO,
                    "{0} partitions active after {1}; {2} bytes of heap each",
                    PARTITIONS,
                    took,
                    bytesEach);
            assertThat(took).isLessThan(Waiting.stretched(Duration.ofSeconds(10)));
            assertThat(bytesEach).isLessThan(500_000);

            topics.send(IntStream.range(0, PARTITIONS)
                    .mapToObj(id -> Topics.chat("many", id, id, "hello " + id))
                    .toList());
            assertThat(topics.read("many.enriched", PARTITIONS)).hasSize(PARTITIONS);
            WorkerMetrics.of(worker).assertBalanced("many");
        }
    }

    private static void start(WorkerProcess worker, String topic, ScriptedTei tei, BrokerProcess broker) {
        worker.rest()
                .put(
                        topic,
                        SinkConfigs.with(
                                SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()),
                                "delivery.guarantee",
                                "exactly-once"));
    }

    /** When the worker has written lines that end with something. */
    private static List<LocalTime> times(WorkerProcess worker, String end) {
        try (var files = Files.list(worker.directory())) {
            var file = files.filter(path -> path.toString().endsWith(".log")).findFirst();
            return Files.readAllLines(file.orElseThrow()).stream()
                    .filter(line -> line.matches(".*" + end))
                    .map(line -> LocalTime.parse(line.substring(0, "HH:mm:ss.SSS".length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long heapAfterCollection(int jmxPort) throws IOException {
        try (JMXConnector connector = RemoteJmx.connect(jmxPort)) {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            memory.gc();
            return memory.getHeapMemoryUsage().getUsed();
        }
    }
}
