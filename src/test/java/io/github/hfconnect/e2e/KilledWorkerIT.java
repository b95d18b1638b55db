package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** At least once: a worker that is killed in mid-flight loses nothing, and what it repeats is what it had not committed. */
class KilledWorkerIT {

    private static final int RECORDS = 1200;
    private static final int PARTITIONS = 4;
    private static final Set<Integer> POISON = Set.of(101, 602);

    @Test
    void killedInMidFlightNothingIsMissing() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                BrokerProcess broker = BrokerProcess.start();
                WorkerProcess worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                        .group("killed")
                        .jmx())) {
            Topics topics = new Topics(broker.bootstrapServers());
            topics.create("killed", PARTITIONS);
            topics.create("killed.enriched", PARTITIONS);
            topics.send(IntStream.range(0, RECORDS)
                    .mapToObj(id -> Topics.chat(
                            "killed", id % PARTITIONS, id, (POISON.contains(id) ? "poison " : "hello ") + id))
                    .toList());
            tei.latencyMillis(150);
            worker.rest()
                    .put(
                            "killed",
                            SinkConfigs.with(
                                    SinkConfigs.sink("killed", tei.url(), broker.bootstrapServers()),
                                    "max.in.flight.requests",
                                    "4",
                                    "batch.max.records",
                                    "8"));
            Waiting.until(Waiting.PATIENCE, () -> topics.size("killed.enriched") > RECORDS / 4);

            // A record at least is left for the worker's next self, however long the kill takes.
            tei.slowMotion();
            worker.kill9();
            assertOffsetsHaveNotPassedUnfinishedRecords(topics);
            worker.restart();
            worker.awaitReady();
            tei.latencyMillis(0);

            List<ConsumerRecord<String, String>> enriched = topics.readUntil(
                    "killed.enriched", records -> distinctIds(records).size() >= RECORDS - POISON.size());
            assertThat(distinctIds(enriched)).hasSize(RECORDS - POISON.size()).doesNotContainAnyElementsOf(POISON);
            assertThat(distinctIds(topics.readUntil(
                            "killed.dead", records -> distinctIds(records).containsAll(POISON))))
                    .isEqualTo(POISON);
            assertEachPartitionStartsOverAtMostOnceAndIsElseInOrder(enriched);
            WorkerMetrics.of(worker).assertBalanced("killed");
            System.Logger log = System.getLogger(KilledWorkerIT.class.getName());
            log.log(
                    System.Logger.Level.INFO,
                    "Repeated after the kill: {0}",
                    enriched.size() - distinctIds(enriched).size());
        }
    }

    /** What is committed was written: each record below the offset stands in the output or among the dead. */
    private static void assertOffsetsHaveNotPassedUnfinishedRecords(Topics topics) {
        Set<Integer> written = distinctIds(topics.read("killed.enriched", (int) topics.size("killed.enriched")));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long committed = topics.committed("killed", "killed", partition);
            for (int offset = 0; offset < committed; offset++) {
                int id = offset * PARTITIONS + partition;
                assertThat(written.contains(id) || POISON.contains(id))
                        .as("record %d below the committed offset %d", id, committed)
                        .isTrue();
            }
        }
    }

    private static void assertEachPartitionStartsOverAtMostOnceAndIsElseInOrder(
            List<ConsumerRecord<String, String>> enriched) {
        for (int output = 0; output < PARTITIONS; output++) {
            int current = output;
            // Keys spread one input partition over all output partitions; order is kept within each of them.
            for (int source = 0; source < PARTITIONS; source++) {
                String from = String.valueOf(source);
                List<Integer> ids = enriched.stream()
                        .filter(record -> record.partition() == current
                                && Topics.header(record, "hf.source.partition").equals(from))
                        .map(Topics::id)
                        .toList();
                long steps = IntStream.range(1, ids.size())
                        .filter(i -> ids.get(i) <= ids.get(i - 1))
                        .count();
                assertThat(steps)
                        .as("order of %s in output partition %d", ids, current)
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private static Set<Integer> distinctIds(List<ConsumerRecord<String, String>> records) {
        Set<Integer> ids = new HashSet<>();
        records.forEach(record -> ids.add(Topics.id(record)));
        return ids;
    }
}
