package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.lane.Records;
import io.github.hfconnect.sink.output.ErrantRecords;
import io.github.hfconnect.sink.output.RecordFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class HuggingFaceSinkTaskTest {

    private static final Map<String, String> HEADERS = Map.of("output.headers", "true");
    private static final Map<String, String> ONE_BY_ONE = Map.of("output.headers", "true", "batch.max.records", "1");

    private final HangingModel hanging = new HangingModel();

    @Test
    void recordsLeaveInTheOrderOfTheirPartition() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, ONE_BY_ONE)) {
            hanging.hangOn("slow");
            sink.put(CHAT_0, "slow", "b", "c");
            sink.until(() -> hanging.model().calls().size() == 2);
            assertThat(sink.written(0)).isEmpty();

            hanging.letGo("slow");

            sink.until(() -> sink.written(0).size() == 3);
            assertThat(sink.written(0)).containsExactly("0", "1", "2");
        }
    }

    @Test
    void slowRecordHoldsBackOnlyItsOwnPartition() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, ONE_BY_ONE)) {
            hanging.hangOn("slow");
            sink.put(CHAT_0, "slow", "b");
            sink.put(CHAT_1, "x", "y", "z");

            sink.until(() -> sink.written(1).size() == 3);

            assertThat(sink.written(0)).isEmpty();
            assertThat(sink.committable(CHAT_0)).isZero();
            assertThat(sink.committable(CHAT_1)).isEqualTo(3);
            hanging.letGo("slow");
        }
    }

    @Test
    void withoutAnOrderFastAnswersOvertake() throws Exception {
        Map<String, String> settings =
                Map.of("output.headers", "true", "batch.max.records", "1", "output.order", "none");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings)) {
            hanging.hangOn("slow");
            sink.put(CHAT_0, "slow", "b");

            sink.until(() -> sink.written(0).size() == 1);

            assertThat(sink.written(0)).containsExactly("1");
            assertThat(sink.committable(CHAT_0)).isZero();
            hanging.letGo("slow");
        }
    }

    @Test
    void offsetsWaitForTheBrokersAcknowledgement() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS, false)) {
            sink.put(CHAT_0, "a", "b");
            sink.until(() -> sink.written(0).size() == 2);
            assertThat(sink.committable(CHAT_0)).isZero();

            sink.producer.completeNext();
            assertThat(sink.committable(CHAT_0)).isEqualTo(1);
            sink.producer.completeNext();
            assertThat(sink.committable(CHAT_0)).isEqualTo(2);
        }
    }

    @Test
    void idlePartitionsCommitWhatConnectHasDeliveredIncludingDroppedRecords() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.put(CHAT_0, "a");
            sink.until(() -> sink.written(0).size() == 1);

            var committed = sink.task().preCommit(Map.of(CHAT_0, new OffsetAndMetadata(7)));

            assertThat(committed).containsEntry(CHAT_0, new OffsetAndMetadata(7));
        }
    }

    @Test
    void nothingLeavesBetweenACommitAndTheNextPut() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, HEADERS)) {
            hanging.hangOn("a");
            sink.put(CHAT_0, "a");
            assertThat(sink.committable(CHAT_0)).isZero();
            hanging.letGo("a");
            while (!sink.holdsBack(CHAT_0) && sink.written(0).isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(sink.written(0)).isEmpty();
            sink.until(() -> sink.written(0).size() == 1);
        }
    }

    @Test
    void rejectedRecordAloneIsReportedAndItsBatchIsEnriched() throws Exception {
        hanging.model().rejecting("poison");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            String[] texts = new String[32];
            Arrays.setAll(texts, i -> i == 17 ? "poison" : "text " + i);
            sink.put(CHAT_0, texts);

            sink.until(() ->
                    sink.written(0).size() == 31 && sink.context.reported().size() == 1);

            assertThat(sink.context.reported().get(0).kafkaOffset()).isEqualTo(17);
            assertThat(sink.context.reasons().get(0))
                    .isInstanceOf(RecordFailedException.Rejected.class)
                    .hasMessageContaining("chat-0@17")
                    .hasMessageContaining("status 422");
            assertThat(sink.committable(CHAT_0)).isEqualTo(32);
        }
    }

    @Test
    void offsetsWaitUntilADeadLetterIsSafe() throws Exception {
        hanging.model().rejecting("poison");
        CompletableFuture<Void> safe = new CompletableFuture<>();
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.context.acknowledgeReportsWith(safe);
            sink.put(CHAT_0, "a", "poison", "b");
            sink.until(() -> !sink.context.reported().isEmpty());
            assertThat(sink.committable(CHAT_0)).isEqualTo(1);

            safe.complete(null);

            // The record behind it may have been held back by the commit before.
            sink.until(() -> sink.committable(CHAT_0) == 3);
        }
    }

    @Test
    void failedRecordFailsTheTaskWhereNoErrorIsTolerated() throws Exception {
        hanging.model().rejecting("poison");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.context.failOnReport();

            assertThatThrownBy(() -> {
                        sink.put(CHAT_0, "poison");
                        sink.until(() -> false);
                    })
                    .isInstanceOf(ConnectException.class);
            assertThat(sink.committable(CHAT_0)).isZero();
        }
    }

    @Test
    void deadLetterThatCannotBeWrittenFailsTheTask() throws Exception {
        hanging.model().rejecting("poison");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.context.acknowledgeReportsWith(CompletableFuture.failedFuture(new IOException("no such topic")));

            assertThatThrownBy(() -> {
                        sink.put(CHAT_0, "poison");
                        sink.until(() -> false);
                    })
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("The dead letter of chat-0@0 could not be written");
            assertThat(sink.committable(CHAT_0)).isZero();
        }
    }

    @Test
    void reportThatFailsInsideACommitFailsTheNextPutInstead() throws Exception {
        hanging.model().rejecting("poison");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, HEADERS)) {
            sink.context.failOnReport();
            hanging.hangOn("poison");
            sink.put(CHAT_0, "poison", "b");
            hanging.letGo("poison");
            // Whatever comes after the letter in its partition is written after the letter was put down to be reported.
            while (sink.written(0).isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(sink.context.reported()).isEmpty();
            assertThat(sink.preCommit()).isEmpty();
            assertThat(sink.context.reported()).hasSize(1);
            assertThatThrownBy(sink::tick)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("The task cannot go on");
        }
    }

    @Test
    void misconfigurationFailsTheTaskAndReportsNothing() throws Exception {
        hanging.model().failing(Failure.ofStatus(FailureKind.MISCONFIGURED, 401, "Set `token`"));
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.put(CHAT_0, "a");

            assertThatThrownBy(() -> sink.until(() -> false)).hasMessageContaining("MISCONFIGURED: Set `token`");
            assertThat(sink.context.reported()).isEmpty();
        }
    }

    @Test
    void outageKeepsRecordsUntilTheServiceAnswersAgain() throws Exception {
        hanging.model().failing(Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"));
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.put(CHAT_0, "a", "b");

            sink.until(() -> sink.written(0).size() == 2);

            assertThat(sink.context.reported()).isEmpty();
            assertThat(sink.committable(CHAT_0)).isEqualTo(2);
        }
    }

    @Test
    void recordThatBreaksTheServerEachTimeIsReportedAndStopsNobody() throws Exception {
        hanging.model().failingOn(Failure.ofStatus(FailureKind.UNAVAILABLE, 500, "internal error"), "poison");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.put(CHAT_0, "a", "poison", "b");

            sink.until(
                    () -> sink.written(0).size() == 2 && sink.context.reported().size() == 1);

            assertThat(sink.context.reported().get(0).kafkaOffset()).isEqualTo(1);
            assertThat(sink.context.reasons().get(0)).isInstanceOf(RecordFailedException.Unavailable.class);
            assertThat(sink.committable(CHAT_0)).isEqualTo(3);
        }
    }

    @Test
    void recordThatBreaksTheServerFromTheStartIsReportedOnceAnotherIsAnswered() throws Exception {
        hanging.model().failingOn(Failure.ofStatus(FailureKind.UNAVAILABLE, 500, "internal error"), "poison");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.put(CHAT_0, "poison");
            sink.until(() -> hanging.model().calls().size() >= 2);
            assertThat(sink.context.reported()).isEmpty();

            sink.put(CHAT_1, "a");

            sink.until(
                    () -> sink.written(1).size() == 1 && sink.context.reported().size() == 1);
            assertThat(sink.committable(CHAT_0)).isEqualTo(1);
        }
    }

    @Test
    void recordThatBreaksTheServerIsDroppedWhereSoConfigured() throws Exception {
        hanging.model().failingOn(Failure.ofStatus(FailureKind.UNAVAILABLE, 500, "internal error"), "poison");
        Map<String, String> settings = Map.of("output.headers", "true", "on.failure", "drop");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), settings)) {
            sink.put(CHAT_0, "a", "poison");

            sink.until(() -> sink.committable(CHAT_0) == 2);

            assertThat(sink.context.reported()).isEmpty();
            assertThat(sink.written(0)).containsExactly("0");
        }
    }

    @Test
    void outageReportsRecordsWhereSoConfigured() throws Exception {
        hanging.model().failing(Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"));
        Map<String, String> settings = Map.of("output.headers", "true", "on.outage", "dead-letter");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), settings)) {
            sink.put(CHAT_0, "a");

            sink.until(() -> sink.context.reported().size() == 1);

            assertThat(sink.context.reasons().get(0)).isInstanceOf(RecordFailedException.Unavailable.class);
        }
    }

    @Test
    void whatAServerSaysOfABatchIsInNoDeadLetterBecauseItMayQuoteAnotherRecord() throws Exception {
        Failure quoting = Failure.ofStatus(FailureKind.MALFORMED, 200, "not JSON. It begins: my secret diary");
        hanging.model().failingOn(quoting, "my secret diary", "b");
        Map<String, String> settings = Map.of(
                "output.headers",
                "true",
                "on.outage",
                "dead-letter",
                "batch.max.records",
                "2",
                "batch.linger.ms",
                "5000");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), settings)) {
            sink.put(CHAT_0, "my secret diary", "b");

            sink.until(() -> sink.context.reported().size() == 2);

            assertThat(sink.context.reasons())
                    .allSatisfy(reason -> assertThat(reason)
                            .isInstanceOf(RecordFailedException.Malformed.class)
                            .hasMessageContainingAll("MALFORMED", "2 records", "[status 200]")
                            .hasMessageNotContaining("diary"));
        }
    }

    @Test
    void outageFailsTheTaskWhereSoConfigured() throws Exception {
        hanging.model().failing(Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"));
        Map<String, String> settings = Map.of("output.headers", "true", "on.outage", "fail");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), settings)) {
            sink.put(CHAT_0, "a");

            assertThatThrownBy(() -> sink.until(() -> false)).hasMessageContaining("bad gateway");
        }
    }

    @Test
    void fullTaskPausesAndResumesItsPartitions() throws Exception {
        Map<String, String> settings =
                Map.of("output.headers", "true", "max.in.flight.records", "4", "batch.max.records", "1");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings)) {
            hanging.hangOn("slow");
            sink.put(CHAT_0, "slow", "b", "c", "d", "e");
            assertThat(sink.context.paused()).containsExactlyInAnyOrder(CHAT_0, CHAT_1);
            assertThat(sink.context.requestedTimeout()).isPositive();

            hanging.letGo("slow");

            sink.until(() -> sink.context.paused().isEmpty());
            sink.until(() -> sink.written(0).size() == 5);
        }
    }

    @Test
    void putReturnsWhileAllCallsHangAndStopEnds() throws Exception {
        SinkTaskHarness sink = new SinkTaskHarness(hanging, ONE_BY_ONE);
        for (int i = 0; i < 100; i++) {
            hanging.hangOn("hangs " + i);
            sink.put(CHAT_0, "hangs " + i);
        }

        sink.close();

        assertThat(sink.written(0)).isEmpty();
    }

    @Test
    void tombstonesAndBlanksPassWithoutACall() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS)) {
            sink.task().put(List.of(Records.text("chat", 0, 0, null), Records.text("chat", 0, 1, "  ")));

            sink.until(() -> sink.written(0).size() == 2);

            assertThat(hanging.model().calls()).isEmpty();
            assertThat(sink.producer.history().get(0).value()).isNull();
            assertThat(new String(sink.producer.history().get(1).value(), StandardCharsets.UTF_8))
                    .contains("\"value\":\"  \"")
                    .contains("\"prediction\":null");
        }
    }

    @Test
    void recordTooLargeForTheBrokerIsReported() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS, false)) {
            sink.put(CHAT_0, "a");
            sink.until(() -> sink.written(0).size() == 1);
            sink.producer.errorNext(new RecordTooLargeException("too large"));

            sink.until(() -> sink.context.reported().size() == 1);

            assertThat(sink.committable(CHAT_0)).isEqualTo(1);
        }
    }

    @Test
    void recordThatItsTopicDoesNotTakeIsReportedAndItsCompanionsAreSentAgain() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS, false)) {
            sink.put(CHAT_0, "odd", "b");
            sink.until(() -> sink.written(0).size() == 2);
            sink.producer.errorNext(new InvalidRecordException("Compacted topic cannot accept message without key"));
            sink.producer.errorNext(new KafkaException(
                    "Failed to append record because it was part of a batch which had one more more invalid records"));

            sink.until(
                    () -> sink.context.reported().size() == 1 && sink.written(0).size() == 3);
            assertThat(sink.committable(CHAT_0)).isEqualTo(1);
            sink.producer.completeNext();

            assertThat(sink.committable(CHAT_0)).isEqualTo(2);
            assertThat(sink.context.reasons().get(0)).hasMessageContaining("without key");
        }
    }

    @Test
    void outputThatCannotBeWrittenFailsTheTask() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging.model(), HEADERS, false)) {
            sink.put(CHAT_0, "a");
            sink.until(() -> sink.written(0).size() == 1);
            sink.producer.errorNext(new TopicAuthorizationException("chat.enriched"));

            assertThatThrownBy(sink::tick)
                    .hasMessageContaining("Could not write chat-0@0 to chat.enriched (`output.topic`)");
        }
    }

    @Test
    void withoutAReporterTheToleranceDecides() {
        FakeSinkTaskContext none = new FakeSinkTaskContext(Set.of());
        none.withoutReporter("none");
        FakeSinkTaskContext all = new FakeSinkTaskContext(Set.of());
        all.withoutReporter("all");
        RecordFailedException why = RecordFailedException.of(Failure.of(FailureKind.REJECTED, "bad"), "chat-0@0");
        var record = Records.text("chat", 0, 0, "a");

        assertThatThrownBy(() -> ErrantRecords.of(none, new FakeTime()).report(record, why))
                .isSameAs(why);
        assertThat(ErrantRecords.of(all, new FakeTime()).report(record, why)).isDone();
        assertThat(ErrantRecords.of(all, new FakeTime()).disposition(FailureKind.REJECTED))
                .isEqualTo(Disposition.DROPPED);
    }
}
