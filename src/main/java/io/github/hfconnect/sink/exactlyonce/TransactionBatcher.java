package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.output.Decisions;
import io.github.hfconnect.sink.output.OutputDecision;
import io.github.hfconnect.sink.output.OutputTopics;
import io.github.hfconnect.sink.output.RecordFailedException;
import io.github.hfconnect.sink.output.WriteFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Turns finished records into what one transaction writes. Safe for use by several threads. */
public final class TransactionBatcher {

    /** A transaction is meant to be short, and what it writes is in memory at once. */
    private static final int MAX_RECORDS = 500;

    private static final long MAX_BYTES = 8 * 1024 * 1024;

    /** A lane may always hold a quarter of what a task takes in; half of that is enough. */
    private static final int SHARE_OF_A_TASK = 8;

    private final Decisions decisions;
    private final OutputTopics topics;
    private final TransactionalDeadLetters deadLetters;

    public TransactionBatcher(Decisions decisions, OutputTopics topics, TransactionalDeadLetters deadLetters) {
        this.decisions = decisions;
        this.topics = topics;
        this.deadLetters = deadLetters;
    }

    /**
     * What fills a transaction, so that it waits for nothing: what waits takes room, and a task without room takes in nothing.
     *
     * @param maxInFlight what the task has room for, counted as {@code PartitionLane.size} counts
     */
    public static int full(int maxInFlight) {
        return Math.max(1, Math.min(MAX_RECORDS, maxInFlight / SHARE_OF_A_TASK));
    }

    /**
     * The first of these records, at least one, as many as should be one transaction.
     *
     * @param refused records that their topic does not take, each with the reason
     * @throws RecordFailedException where the first record has failed and no error is tolerated
     */
    List<TransactionEntry> next(List<LaneRecord> records, Map<LaneRecord, Refusal> refused)
            throws InterruptedException {
        decisions.revoke(records.get(0).lane());
        Map<LaneRecord, OutputDecision> decided = decide(records, refused);
        Map<LaneRecord, Failure> failed = new LinkedHashMap<>();
        decided.forEach((record, decision) -> {
            if (decision instanceof OutputDecision.Report report) {
                failed.put(record, report.failure());
            }
        });
        Map<LaneRecord, TransactionEntry> letters = deadLetters.entries(failed);
        List<TransactionEntry> entries = new ArrayList<>();
        for (Map.Entry<LaneRecord, OutputDecision> each : decided.entrySet()) {
            TransactionEntry letter = letters.get(each.getKey());
            entries.add(letter == null ? written(each.getKey(), each.getValue()) : letter);
        }
        ensureTopics(entries);
        return entries;
    }

    private Map<LaneRecord, OutputDecision> decide(List<LaneRecord> records, Map<LaneRecord, Refusal> refused)
            throws InterruptedException {
        Map<LaneRecord, OutputDecision> decided = new LinkedHashMap<>();
        long bytes = 0;
        int size = 0;
        for (LaneRecord record : records) {
            OutputDecision decision = decision(record, refused.get(record));
            if (decision instanceof OutputDecision.Report report && !deadLetters.tolerates()) {
                if (decided.isEmpty()) {
                    throw RecordFailedException.of(report.failure(), record.toString());
                }
                break;
            }
            decided.put(record, decision);
            if (decision instanceof OutputDecision.Emit emit) {
                bytes += emit.bytes();
                size += emit.size();
            }
            if (Math.max(size, decided.size()) >= MAX_RECORDS || bytes >= MAX_BYTES) {
                break;
            }
        }
        return decided;
    }

    private OutputDecision decision(LaneRecord record, @Nullable Refusal refusal) throws InterruptedException {
        return refusal == null
                ? decisions.of(record)
                : new OutputDecision.Report(WriteFault.ofRecord(refusal.topic(), refusal.reason()));
    }

    /** Takes note of what is committed. */
    void written(TransactionEntry entry) {
        decisions.written(entry.record(), entry.emit());
    }

    private void ensureTopics(List<TransactionEntry> entries) throws InterruptedException {
        for (TransactionEntry entry : entries) {
            for (ProducerRecord<byte[], byte[]> output : entry.emit().outputs()) {
                topics.ensure(output.topic());
            }
        }
    }

    private static TransactionEntry written(LaneRecord record, OutputDecision decision) {
        return new TransactionEntry(
                record,
                decision instanceof OutputDecision.Emit emit ? emit : OutputDecision.Emit.nothing(Disposition.DROPPED));
    }
}
