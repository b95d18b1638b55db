package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.output.WriteFault;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.KafkaException;

/** What of one transaction was not written, in the order in which Kafka's client has told it. Safe for use by several threads. */
final class TransactionRefusals {

    private final Queue<Refusal> told = new ConcurrentLinkedQueue<>();

    void add(Refusal refusal) {
        told.add(refusal);
    }

    /** The next call would fail, too; but a fenced producer of Kafka 3.9 waits for its time limit before it says so. */
    void requireNone() {
        Refusal first = told.peek();
        if (first != null) {
            throw new KafkaException("Records could not be written", first.reason());
        }
    }

    /**
     * Records that are at fault themselves, each with its first refusal: at least one where there is any, and the rest may be found
     * when the transaction is tried again without these.
     *
     * <p>Kafka's client (Sender, 3.5 to 4.3) tells of a refused batch first: each record at fault has an exception of its own, or all have
     * that of their batch. Then it fails whatever it has not sent yet, which is at no fault, with the exception of a batch. So the first
     * refusal is right, and others are where the same is said of one record alone.
     */
    Map<LaneRecord, Refusal> ofRecordsAtFault() {
        List<Refusal> ofRecords = told.stream()
                .filter(refusal -> WriteFault.of(refusal.reason()) == WriteFault.RECORD)
                .toList();
        IdentityHashMap<Exception, Integer> holders = new IdentityHashMap<>();
        ofRecords.forEach(refusal -> holders.merge(refusal.reason(), 1, Integer::sum));
        Map<LaneRecord, Refusal> atFault = new HashMap<>();
        for (Refusal refusal : ofRecords) {
            Refusal first = ofRecords.get(0);
            if (refusal.equals(first)
                    || (isSaidTheSame(refusal, first) && Objects.equals(holders.get(refusal.reason()), 1))) {
                atFault.putIfAbsent(refusal.record(), refusal);
            }
        }
        return atFault;
    }

    private static boolean isSaidTheSame(Refusal one, Refusal another) {
        return Objects.equals(one.reason().getMessage(), another.reason().getMessage());
    }
}
