package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.resilience.FakeInferenceClient;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.LogLines;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;

/** The task with transactions, against a cluster in memory. */
class ExactlyOnceTaskTest {

    private static final String ID_0 = "hfconnect-connect-unnamed-chat-0";
    private static final Map<String, String> SETTINGS = Map.of("output.headers", "true", "batch.max.records", "1");

    private final HangingModel hanging = new HangingModel();
    private final FakeCluster cluster = new FakeCluster();

    @Test
    void resultsAndOffsetsLeaveTogetherAndConnectCommitsNothing() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            sink.put(CHAT_0, "a", "b", "c");
            sink.until(() -> cluster.offsets(0).size() == 3);

            assertThat(cluster.offsets(0)).containsExactly("0", "1", "2");
            assertThat(cluster.committed(CHAT_0)).isEqualTo(3);
            assertThat(sink.preCommit()).isEmpty();
            assertThat(sink.producer.history()).isEmpty();
        }
    }

    /** By a clock that stands still, so that the interval never ends: a task whose room is taken by what waits for it takes in nothing. */
    @Test
    void whatFillsATransactionDoesNotWaitForTheInterval() throws Exception {
        try (SinkTaskHarness sink = neverDue(Map.of("output.headers", "true", "max.in.flight.records", "32"))) {
            sink.put(CHAT_0, "a", "b", "c", "d");
            sink.until(() -> cluster.offsets(0).size() == 4);

            assertThat(cluster.offsets(0)).containsExactly("0", "1", "2", "3");
        }
    }

    /** One document fills a transaction, because its pieces are what is written and what takes room. */
    @Test
    void aDocumentCountsAsItsPiecesDo() throws Exception {
        Map<String, String> settings = Map.of(
                "input.field", "text",
                "chunk.mode", "records",
                "chunk.max.chars", String.valueOf(DocumentSink.PIECE_CHARS),
                "chunk.state.topic", "${topic}.pieces",
                "max.in.flight.records", "32");
        try (SinkTaskHarness sink = neverDue(settings)) {
            sink.putRecord(CHAT_0, "doc", Map.of("text", DocumentSink.text("a", "b", "c", "d")));
            sink.until(sink::isIdle);

            assertThat(cluster.visible().stream()
                            .filter(record -> record.topic().equals(DocumentSink.OUTPUT)))
                    .hasSize(4);
        }
    }

    private SinkTaskHarness neverDue(Map<String, String> settings) throws InterruptedException {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        Map<String, String> all = new HashMap<>(settings);
        all.put("delivery.guarantee", "exactly-once");
        all.put("transaction.commit.interval.ms", "1000");
        SinkTaskHarness sink = SinkTaskHarness.byClock(new FakeInferenceClient(), all, cluster, new FakeTime());
        sink.until(() -> sink.context.paused().isEmpty());
        return sink;
    }

    @Test
    void eachPartitionHasATransactionalIdOfItsOwnInTheNameOfItsGroup() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("consumer.override.group.id", "moderation");
        settings.put("transactional.id.prefix", "team-a");
        try (SinkTaskHarness sink = acquired(settings)) {
            assertThat(sink.context.paused()).isEmpty();
            assertThat(cluster.transactionalIds())
                    .containsExactlyInAnyOrder("team-a-moderation-chat-0", "team-a-moderation-chat-1");
        }
    }

    @Test
    void partitionIsReadFromTheCommittedOffsetOnceItIsAcquiredAndNotBefore() throws Exception {
        cluster.commit(CHAT_0, 5);
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            assertThat(sink.context.paused()).contains(CHAT_1);

            sink.until(() -> !sink.context.paused().contains(CHAT_0));

            assertThat(sink.context.rewinds()).containsEntry(CHAT_0, 5L);
        }
    }

    @Test
    void whereNothingWasEverCommittedConnectsPositionIsCommittedFirst() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            sink.until(() -> cluster.transactionalIds().size() == 2);
            assertThat(sink.context.paused()).contains(CHAT_0, CHAT_1);

            sink.task().preCommit(Map.of(CHAT_0, new OffsetAndMetadata(40), CHAT_1, new OffsetAndMetadata(0)));

            sink.until(() -> sink.context.paused().isEmpty());
            assertThat(cluster.committed(CHAT_0)).isEqualTo(40);
            assertThat(sink.context.rewinds()).containsEntry(CHAT_0, 40L);
        }
    }

    /** However they come: a position behind them would lose them. */
    @Test
    void recordsThatArriveInSpiteOfThePauseAreNotPassedOver() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            sink.redeliver(CHAT_0, 3, "a", "b");

            sink.until(() -> {
                sink.preCommit();
                return !sink.context.paused().contains(CHAT_0);
            });

            assertThat(cluster.committed(CHAT_0)).isEqualTo(3);
            assertThat(sink.context.rewinds()).containsEntry(CHAT_0, 3L);
        }
    }

    /** The first attempt fails after the records have come, and before Connect has told any position. */
    @Test
    void refusedRecordsAreRememberedOverAFailedAcquisition() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        cluster.beforeInitialization(() -> {
            if (attempts.incrementAndGet() <= 2) {
                throw new TimeoutException("no coordinator");
            }
        });
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            sink.redeliver(CHAT_0, 0, "a", "b");
            sink.until(() -> cluster.transactionalIds().size() == 2);

            sink.until(() -> {
                sink.preCommit();
                return !sink.context.paused().contains(CHAT_0);
            });

            assertThat(cluster.committed(CHAT_0)).isZero();
            assertThat(sink.context.rewinds()).containsEntry(CHAT_0, 0L);
        }
    }

    /** The records were polled before the fence was noticed: Connect's position is behind them until its next poll. */
    @Test
    void positionBehindRecordsThatAFencedLaneRefusedIsNotCommitted() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            cluster.takeOver(ID_0, CHAT_0, 0);
            sink.put(CHAT_0, "a");
            sink.until(() -> sink.context.paused().contains(CHAT_0));
            sink.put(CHAT_0, "b", "c");

            while (sink.context.paused().contains(CHAT_0)) {
                sink.preCommit();
                sink.tick();
            }
            // Connect has not been at its new position yet.
            sink.preCommit();
            assertThat(cluster.committed(CHAT_0)).isZero();

            sink.redeliver(CHAT_0, 0, "a", "b", "c");
            sink.until(() -> cluster.committed(CHAT_0) == 3);
            assertThat(cluster.offsets(0)).containsExactly("0", "1", "2");
        }
    }

    @Test
    void fencedPartitionIsAcquiredAgainAndLateAnswersAreDropped() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            hanging.hangOn("slow");
            sink.put(CHAT_0, "slow", "b");
            sink.until(() -> hanging.model().calls().size() == 1);

            cluster.takeOver(ID_0, CHAT_0, 1);
            hanging.letGo("slow");

            sink.until(() -> sink.context.rewinds().getOrDefault(CHAT_0, 0L) == 1);
            sink.until(() -> sink.context.paused().isEmpty());
            assertThat(cluster.offsets(0)).isEmpty();
            assertThat(cluster.committed(CHAT_0)).isEqualTo(1);

            sink.redeliver(CHAT_0, 1, "b");
            sink.until(() -> cluster.offsets(0).size() == 1);
            assertThat(cluster.offsets(0)).containsExactly("1");
            assertThat(cluster.committed(CHAT_0)).isEqualTo(2);
        }
    }

    @Test
    void recordsThatArriveForALostPartitionAreReadAgain() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            cluster.takeOver(ID_0, CHAT_0, 0);
            sink.put(CHAT_0, "a");
            sink.until(() -> sink.context.paused().contains(CHAT_0));
            sink.put(CHAT_0, "b");

            sink.until(() -> sink.context.paused().isEmpty());

            assertThat(cluster.offsets(0)).isEmpty();
            assertThat(sink.context.rewinds()).containsEntry(CHAT_0, 0L);
        }
    }

    @Test
    void offsetsPassOverRecordsThatTransformsDropped() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            sink.put(CHAT_0, "a");
            sink.until(() -> cluster.committed(CHAT_0) == 1);

            sink.until(() -> {
                assertThat(sink.task().preCommit(Map.of(CHAT_0, new OffsetAndMetadata(7))))
                        .isEmpty();
                return cluster.committed(CHAT_0) == 7;
            });

            assertThat(cluster.offsets(0)).containsExactly("0");
        }
    }

    @Test
    void positionsFromBeforeASeekAreNotCommitted() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            while (sink.context.paused().contains(CHAT_0)) {
                sink.tick();
                // Connect has been told to go back to 0, and has not been there yet.
                sink.task().preCommit(Map.of(CHAT_0, new OffsetAndMetadata(9)));
            }
            sink.put(CHAT_0, "a");

            sink.until(() -> cluster.committed(CHAT_0) == 1);
        }
    }

    @Test
    void runningRecordsAreNotPassedOver() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            hanging.hangOn("slow");
            sink.put(CHAT_0, "slow");

            sink.preCommit();
            sink.tick();

            assertThat(cluster.committed(CHAT_0)).isZero();
            hanging.letGo("slow");
        }
    }

    @Test
    void deadLettersAreInTheTransactionWithTheBytesOfTheInputTopic() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        cluster.input(CHAT_0, 0, "key-0", "{\"text\":\"a\"}");
        cluster.input(CHAT_0, 1, "key-1", "{\"text\":\"bad\"}");
        hanging.model().rejecting("bad");
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("name", "moderation");
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", "chat.dead");
        settings.put("errors.deadletterqueue.context.headers.enable", "true");
        try (SinkTaskHarness sink = acquired(settings)) {
            sink.put(CHAT_0, "a", "bad", "c");
            sink.until(() -> cluster.committed(CHAT_0) == 3);

            List<ProducerRecord<byte[], byte[]>> dead = cluster.visible().stream()
                    .filter(record -> record.topic().equals("chat.dead"))
                    .toList();
            assertThat(dead).hasSize(1);
            assertThat(new String(dead.get(0).value(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"bad\"}");
            assertThat(FakeCluster.text(dead.get(0), "__connect.errors.topic")).isEqualTo("chat");
            assertThat(FakeCluster.text(dead.get(0), "__connect.errors.offset")).isEqualTo("1");
            assertThat(FakeCluster.text(dead.get(0), "__connect.errors.connector.name"))
                    .isEqualTo("moderation");
            assertThat(FakeCluster.text(dead.get(0), "__connect.errors.stage")).isEqualTo("TASK_PUT");
            assertThat(FakeCluster.text(dead.get(0), "__connect.errors.exception.class.name"))
                    .endsWith("RecordFailedException$Rejected");
            assertThat(sink.context.reported()).isEmpty();
        }
    }

    @Test
    void deadLetterOfARecordThatItsTopicHasLostIsMadeFromWhatIsInMemory() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        cluster.input(CHAT_0, 1, "key-1", "another");
        hanging.model().rejecting("bad");
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", "chat.dead");
        try (SinkTaskHarness sink = acquired(settings)) {
            sink.put(CHAT_0, "bad");
            sink.until(() -> cluster.committed(CHAT_0) == 1);

            assertThat(cluster.visible()).hasSize(1);
            assertThat(new String(cluster.visible().get(0).value(), StandardCharsets.UTF_8))
                    .contains("bad");
        }
    }

    /** All are in one transaction, and Kafka's client gives the reason of one to those that it has not sent yet. */
    @Test
    void onlyTheRecordThatIsTooLargeIsADeadLetter() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        cluster.refuse(record -> record.topic().equals("chat.enriched")
                && new String(record.value(), StandardCharsets.UTF_8).contains("huge"));
        hanging.hangOn("a");
        String[] texts = {"a", "b", "huge 1", "c", "huge 2"};
        for (int offset = 0; offset < texts.length; offset++) {
            cluster.input(CHAT_0, offset, "key", texts[offset]);
        }
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", "chat.dead");
        try (SinkTaskHarness sink = acquired(settings)) {
            sink.put(CHAT_0, texts);
            sink.until(() -> hanging.model().calls().size() == 4);

            hanging.letGo("a");
            sink.until(() -> cluster.committed(CHAT_0) == 5);

            assertThat(cluster.visible().stream()
                            .filter(record -> record.topic().equals("chat.dead"))
                            .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                    .containsExactly("huge 1", "huge 2");
            assertThat(cluster.visible()).hasSize(5);
        }
    }

    /** All are in one transaction, and the one that is in order learns only that it was beside others. */
    @Test
    void onlyTheRecordsThatTheirTopicDoesNotTakeAreDeadLetters() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        cluster.invalidate(record -> record.topic().equals("chat.enriched")
                && new String(record.value(), StandardCharsets.UTF_8).contains("odd"));
        hanging.hangOn("a");
        String[] texts = {"a", "odd 1", "b", "odd 2"};
        for (int offset = 0; offset < texts.length; offset++) {
            cluster.input(CHAT_0, offset, "key", texts[offset]);
        }
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", "chat.dead");
        settings.put("errors.deadletterqueue.context.headers.enable", "true");
        try (SinkTaskHarness sink = acquired(settings)) {
            sink.put(CHAT_0, texts);
            sink.until(() -> hanging.model().calls().size() == 3);

            hanging.letGo("a");
            sink.until(() -> cluster.committed(CHAT_0) == 4);

            List<ProducerRecord<byte[], byte[]>> dead = cluster.visible().stream()
                    .filter(record -> record.topic().equals("chat.dead"))
                    .toList();
            assertThat(dead)
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .containsExactly("odd 1", "odd 2");
            assertThat(FakeCluster.text(dead.get(0), "__connect.errors.exception.message"))
                    .contains("chat.enriched", "Compacted topic cannot accept message without key");
            assertThat(cluster.visible()).hasSize(4);
            assertThat(hanging.model().calls()).hasSize(4);
        }
    }

    @Test
    void failureThatIsNotKnownToPassEndsTheTask() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        cluster.beforeCommit(() -> {
            throw new PolicyViolationException("not on this cluster");
        });
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            sink.put(CHAT_0, "a");

            assertThatThrownBy(() -> sink.until(() -> false)).hasMessageContaining("not on this cluster");

            assertThat(hanging.model().calls()).hasSize(1);
        }
    }

    @Test
    void partitionThatMakesNoProgressEndsTheTaskAndWasPaidForOnce() throws Exception {
        cluster.commit(CHAT_0, 3);
        cluster.commit(CHAT_1, 0);
        cluster.beforeCommit(() -> {
            throw new TimeoutException("Topic chat.enriched not present in metadata");
        });
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            assertThatThrownBy(() -> {
                        while (true) {
                            sink.until(() -> !sink.context.paused().contains(CHAT_0));
                            sink.redeliver(CHAT_0, 3, "a", "b");
                            sink.until(() -> sink.context.paused().contains(CHAT_0));
                        }
                    })
                    .hasMessageContaining("chat-0")
                    .hasMessageContaining("offset 3")
                    .hasMessageContaining("not present in metadata");

            assertThat(inputsAsked()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void answersArePaidForOnceThoughThePartitionIsAcquiredAgain() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            hanging.hangOn("a");
            sink.put(CHAT_0, "a", "b", "c");
            sink.until(() -> hanging.model().calls().size() == 2);
            cluster.takeOver(ID_0, CHAT_0, 1);
            hanging.letGo("a");
            sink.until(() -> sink.context.rewinds().getOrDefault(CHAT_0, 0L) == 1);
            sink.until(() -> sink.context.paused().isEmpty());

            sink.redeliver(CHAT_0, 1, "b", "another");
            sink.until(() -> cluster.committed(CHAT_0) == 3);

            assertThat(cluster.offsets(0)).containsExactly("1", "2");
            assertThat(inputsAsked()).containsExactlyInAnyOrder("a", "b", "c", "another");
        }
    }

    private List<String> inputsAsked() {
        return hanging.model().calls().stream().flatMap(List::stream).toList();
    }

    @Test
    void withoutToleranceAFailedRecordFailsTheTaskAndWhatCameBeforeItIsWritten() throws Exception {
        cluster.commit(CHAT_0, 0);
        cluster.commit(CHAT_1, 0);
        hanging.model().rejecting("bad");
        try (SinkTaskHarness sink = acquired(SETTINGS)) {
            sink.put(CHAT_0, "a", "bad", "c");

            assertThatThrownBy(() -> sink.until(() -> false)).hasMessageContaining("chat-0@1");

            assertThat(cluster.offsets(0)).containsExactly("0");
            assertThat(cluster.committed(CHAT_0)).isEqualTo(1);
        }
    }

    @Test
    void stoppedTaskLeavesNoProducerOpenAndStillCountsEveryRecord() throws Exception {
        cluster.commit(CHAT_0, 0);
        SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster);
        sink.until(() -> !sink.context.paused().contains(CHAT_0));
        hanging.hangOn("slow");
        sink.put(CHAT_0, "slow");

        sink.close(List.of(CHAT_0, CHAT_1));
        sink.close();

        assertThat(cluster.allClosed()).isTrue();
        assertThat(cluster.visible()).isEmpty();
        assertThat(sink.context.rewinds()).doesNotContainKey(CHAT_1);
    }

    @Test
    void whatIsNotAllowedFailsTheTask() {
        cluster.beforeInitialization(() -> {
            throw new TransactionalIdAuthorizationException("Not authorized to access " + ID_0);
        });
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            assertThatThrownBy(() -> sink.until(() -> false)).hasMessageContaining("Not authorized");
        }
    }

    @Test
    void whatFailsForAWhileIsTriedAgain() throws Exception {
        cluster.commit(CHAT_0, 3);
        AtomicInteger attempts = new AtomicInteger();
        cluster.beforeInitialization(() -> {
            if (attempts.incrementAndGet() < 4) {
                throw new TimeoutException("no coordinator");
            }
        });
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            sink.until(() -> !sink.context.paused().contains(CHAT_0));

            assertThat(sink.context.rewinds()).containsEntry(CHAT_0, 3L);
        }
    }

    /** Kafka's client wraps what has happened, and an operator wants to know that. */
    @Test
    void aPartitionThatIsLostIsToldWithWhatHasCausedIt() throws Exception {
        cluster.commit(CHAT_0, 3);
        AtomicInteger attempts = new AtomicInteger();
        cluster.beforeInitialization(() -> {
            if (attempts.incrementAndGet() == 1) {
                throw new KafkaException("in an error state", new TimeoutException("no coordinator"));
            }
        });
        try (LogLines log = new LogLines();
                SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster)) {
            sink.until(() -> !sink.context.paused().contains(CHAT_0));

            assertThat(log.all())
                    .anyMatch(line -> line.contains("could not be acquired") && line.endsWith("no coordinator"));
        }
    }

    @Test
    void neitherOpenNorStopWaitsForABrokerThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        cluster.beforeInitialization(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        });
        SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster);
        sink.tick();
        sink.preCommit();

        sink.close(List.of(CHAT_0, CHAT_1));
        sink.close();

        assertThat(sink.context.paused()).contains(CHAT_0, CHAT_1);
    }

    /** The broker answers while the task's end waits for acquisitions that go on. */
    @Test
    void acquisitionThatEndsWhileTheTaskStopsLeavesNoProducerOpen() throws Exception {
        Thread stopping = Thread.currentThread();
        CountDownLatch stops = new CountDownLatch(1);
        cluster.beforeInitialization(() -> {
            try {
                stops.await();
                while (stopping.getState() != Thread.State.TIMED_WAITING) {
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        });
        SinkTaskHarness sink = new SinkTaskHarness(hanging, SETTINGS, cluster);
        sink.tick();
        sink.close(List.of(CHAT_0, CHAT_1));

        stops.countDown();
        sink.close();

        assertThat(cluster.allClosed()).isTrue();
    }

    private SinkTaskHarness acquired(Map<String, String> settings) throws InterruptedException {
        SinkTaskHarness sink = new SinkTaskHarness(hanging, settings, cluster);
        sink.until(() -> {
            sink.preCommit();
            return sink.context.paused().isEmpty();
        });
        // Connect is at its new position from the next poll on.
        sink.tick();
        return sink;
    }
}
