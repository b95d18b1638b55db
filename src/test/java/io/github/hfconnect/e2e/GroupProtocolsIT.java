package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exactly once under each of Kafka's group protocols, while tasks become more, a worker leaves and another is killed. */
class GroupProtocolsIT {

    private static final int RECORDS = 3000;
    private static final int PARTITIONS = 4;

    private static final long FAST = 60;

    /** Of an answer's milliseconds: 1500 records last for more than a minute, in which a busy machine starts a worker, too. */
    private static final long SLOW = 3000;

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws IOException {
        // With the new protocol the broker decides after how long a consumer is taken for dead.
        broker = BrokerProcess.start(Map.of(
                "group.consumer.min.session.timeout.ms", "6000",
                "group.consumer.session.timeout.ms", "6000",
                "group.consumer.min.heartbeat.interval.ms", "1000",
                "group.consumer.heartbeat.interval.ms", "1000"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "eager, partition.assignment.strategy, org.apache.kafka.clients.consumer.RangeAssignor",
        "cooperative, partition.assignment.strategy, org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
        "kip-848, group.protocol, consumer"
    })
    void eachRecordIsSeenOnceWhileTasksMove(String name, String key, String value) throws IOException {
        Topics topics = Topics.readingCommitted(broker.bootstrapServers());
        topics.create(name, PARTITIONS);
        topics.create(name + ".enriched", PARTITIONS);
        topics.create(name + ".dead", 1);
        topics.send(IntStream.range(0, RECORDS)
                .mapToObj(id -> Topics.chat(name, id % PARTITIONS, id, "hello " + id))
                .toList());
        try (ScriptedTei tei = ScriptedTei.start();
                WorkerProcess first = WorkerProcess.launch(worker(name));
                WorkerProcess second = WorkerProcess.launch(worker(name))) {
            tei.latencyMillis(FAST);
            first.awaitReady();
            second.awaitReady();
            Map<String, String> config = SinkConfigs.with(
                    SinkConfigs.sink(name, tei.url(), broker.bootstrapServers()),
                    "delivery.guarantee",
                    "exactly-once",
                    "consumer.override." + key,
                    value,
                    "batch.max.records",
                    "8",
                    "max.in.flight.requests",
                    "2");
            if (!key.equals("group.protocol")) {
                config = SinkConfigs.with(config, "consumer.override.session.timeout.ms", "6000");
            }
            first.rest().put(name, SinkConfigs.with(config, "tasks.max", "1"));
            awaitWritten(topics, name, RECORDS / 8);

            first.rest().put(name, SinkConfigs.with(config, "tasks.max", "4"));
            awaitWritten(topics, name, RECORDS / 4);
            tei.latencyMillis(SLOW);
            second.stop();
            tei.latencyMillis(FAST);
            awaitWritten(topics, name, RECORDS / 2);
            tei.latencyMillis(SLOW);
            second.restart();
            second.awaitReady();
            assertThat(topics.size(name + ".enriched"))
                    .as("written when the first worker is killed")
                    .isLessThan(RECORDS);
            first.kill9();
            tei.latencyMillis(FAST);

            assertThat(topics.read(name + ".enriched", RECORDS))
                    .as(() -> Whereabouts.of(topics, name, PARTITIONS, List.of(first, second)))
                    .extracting(Topics::id)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, RECORDS).boxed().toList());
            WorkerMetrics.of(second).assertBalanced(name);
        }
    }

    private static WorkerSetup worker(String group) {
        return WorkerSetup.of(broker.bootstrapServers())
                .group("workers-" + group)
                .jmx()
                // For Whereabouts: where each assignment starts.
                .jvmOption("-Dorg.slf4j.simpleLogger.log.org.apache.kafka.connect.runtime.WorkerSinkTask=debug")
                .property("session.timeout.ms", "8000")
                .property("heartbeat.interval.ms", "2000");
    }

    /** What stands in the topic counts markers, too: this is about when, not about how much. */
    private static void awaitWritten(Topics topics, String topic, int records) {
        Waiting.until(Waiting.PATIENCE, () -> topics.size(topic + ".enriched") > records);
    }
}
