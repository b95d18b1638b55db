package io.github.hfconnect.sink.lane;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one input partition between their arrival and the acknowledgement of what became of them.
 *
 * <p>A record is first unfinished (it waits for the model), then finished (its outcome is known), then handed over for
 * delivery, and settled once nothing more is owed for it. Only one thread at a time delivers for a lane: {@link #finish} and
 * {@link #release} say when a delivery is due, and {@link #nextRun} ends it. A closed lane takes no notice of what still
 * arrives for it, because the partition belongs to somebody else by then.
 *
 * <p>Safe for use by several threads; its own lock guards all state and is never held over I/O.
 */
public final class PartitionLane {

    private final OutputOrder order;

    private final KeptAnswers kept;

    private final Time time;

    @GuardedBy("this")
    private final Deque<LaneRecord> unsettled = new ArrayDeque<>();

    @GuardedBy("this")
    private final Undelivered undelivered;

    /** Of {@link #unsettled}. */
    @GuardedBy("this")
    private int inputs;

    @GuardedBy("this")
    private int handedOver;

    @GuardedBy("this")
    private boolean closed;

    /**
     * An empty lane.
     *
     * @param order in which records leave
     * @param time that says how long they have been here, and when waiting ends
     */
    public PartitionLane(OutputOrder order, Time time) {
        this(order, new KeptAnswers(), time);
    }

    private PartitionLane(OutputOrder order, KeptAnswers kept, Time time) {
        this.order = order;
        this.kept = kept;
        this.time = time;
        this.undelivered = new Undelivered(order);
    }

    /** The lane of the next acquisition, which knows the answers that this one could not bring to their end. */
    public PartitionLane next() {
        return new PartitionLane(order, kept, time);
    }

    /** The answer that was given to this record in a lane before, or empty where it has to be asked for. */
    public Optional<Outcome> earlierAnswer(LaneRecord record) {
        return kept.take(record.record());
    }

    /** What stands before that offset is written. */
    public void startFrom(long offset) {
        kept.forgetBelow(offset);
    }

    /** Takes in the next record of the partition, or answers null where the lane is closed. */
    synchronized @Nullable LaneRecord admit(SinkRecord record) {
        if (closed) {
            return null;
        }
        LaneRecord admitted = new LaneRecord(this, record, time.nanos());
        unsettled.add(admitted);
        inputs++;
        undelivered.admitted(admitted);
        return admitted;
    }

    /**
     * Learns a record's outcome.
     *
     * @return whether the caller has to start a delivery
     */
    synchronized boolean finish(LaneRecord record, Outcome outcome) {
        record.finish(outcome);
        if (closed) {
            kept.keep(record);
            return false;
        }
        undelivered.finished(record);
        return undelivered.beginIfDue();
    }

    /**
     * The finished records that may leave now, in offset order, or an empty list, which ends the delivery. They stay
     * unsettled until {@link #settle}.
     */
    synchronized List<LaneRecord> nextRun() {
        List<LaneRecord> run = undelivered.nextRun();
        handedOver += run.size();
        notifyAll();
        return run;
    }

    /**
     * Nothing more is owed for this record.
     *
     * @return false where that is news to nobody: the lane is closed, or the record was settled before
     */
    public synchronized boolean settle(LaneRecord record) {
        if (closed || record.isSettled()) {
            return false;
        }
        record.settle();
        handedOver--;
        while (!unsettled.isEmpty() && unsettled.getFirst().isSettled()) {
            inputs -= unsettled.removeFirst().inputs();
        }
        notifyAll();
        return true;
    }

    synchronized boolean isDone(Completion record) {
        return closed || record.isSettled();
    }

    /** The offset below which everything is settled, or empty where nothing is in flight. */
    public synchronized OptionalLong watermark() {
        return unsettled.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(unsettled.getFirst().offset());
    }

    /** How long the first unsettled record has been here at {@code now}, a reading of {@link Time}. */
    synchronized Duration oldestAge(long now) {
        return unsettled.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(now - unsettled.getFirst().admittedAt());
    }

    /** When the first unsettled record was made, in milliseconds since 1970, or empty where there is none or it does not say. */
    synchronized OptionalLong oldestTimestamp() {
        Long timestamp =
                unsettled.isEmpty() ? null : unsettled.getFirst().record().timestamp();
        return timestamp == null ? OptionalLong.empty() : OptionalLong.of(timestamp);
    }

    /** What of {@link #size} is finished and has not left. */
    public synchronized int finished() {
        return undelivered.finishedInputs();
    }

    synchronized void weigh(LaneRecord record, int newInputs) {
        if (!closed) {
            inputs += newInputs - record.inputs();
            record.inputs(newInputs);
        }
    }

    /**
     * What this lane keeps in memory: records admitted and not below the watermark, one that is asked about in pieces as often as it
     * has pieces.
     */
    public synchronized int size() {
        return inputs;
    }

    /** Lets no further record leave until {@link #release}, so that what has left can be acknowledged. */
    public synchronized void hold() {
        undelivered.hold(true);
    }

    /**
     * Keeps an idle lane from delivering, until {@link #nextRun}.
     *
     * @return false where the lane is not idle
     */
    synchronized boolean beginWhileIdle() {
        return unsettled.isEmpty() && !closed && undelivered.beginWithNothing();
    }

    /**
     * Lets records leave again.
     *
     * @return whether the caller has to start a delivery
     */
    synchronized boolean release() {
        undelivered.hold(false);
        return !closed && undelivered.beginIfDue();
    }

    /** Whether nothing is being delivered and everything handed over is settled. */
    public synchronized boolean isQuiet() {
        return closed || (!undelivered.isDelivering() && handedOver == 0);
    }

    /** Waits until the lane is quiet, at most this long; returns whether it is. */
    public synchronized boolean awaitQuiet(Duration atMost) throws InterruptedException {
        long deadline = time.nanos() + atMost.toNanos();
        for (long left = atMost.toNanos(); !isQuiet() && left > 0; left = deadline - time.nanos()) {
            time.await(this, Duration.ofNanos(left));
        }
        return isQuiet();
    }

    /**
     * Gives the partition up.
     *
     * @return how many records were not settled, which will be read again by the partition's next owner
     */
    public synchronized int close() {
        List<LaneRecord> abandoned =
                unsettled.stream().filter(record -> !record.isSettled()).toList();
        abandoned.stream().filter(LaneRecord::isFinished).forEach(kept::keep);
        closed = true;
        unsettled.clear();
        inputs = 0;
        undelivered.clear();
        notifyAll();
        return abandoned.size();
    }

    public synchronized boolean isClosed() {
        return closed;
    }
}
