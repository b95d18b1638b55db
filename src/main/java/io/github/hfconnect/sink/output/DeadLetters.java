package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.sink.lane.LaneRecord;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Failed records on their way to Connect's reporter. Any thread may {@link #add}; the task thread alone reports, because
 * Connect allows no other.
 */
public final class DeadLetters {

    private record Failed(LaneRecord record, Failure failure) {}

    private record Reported(LaneRecord record, FailureKind kind, Future<?> safe) {}

    private final ErrantRecords errantRecords;
    private final Accounting accounting;
    private final Queue<Failed> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Reported> reported = new ArrayDeque<>();

    public DeadLetters(ErrantRecords errantRecords, Accounting accounting) {
        this.errantRecords = errantRecords;
        this.accounting = accounting;
    }

    void add(LaneRecord record, Failure failure) {
        waiting.add(new Failed(record, failure));
    }

    /**
     * Reports what waits and settles what is safe by now.
     *
     * @throws ConnectException where a record has to fail the task; it stays unsettled, so that it is read again
     */
    public void report() {
        for (Failed next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!next.record().lane().isClosed()) {
                reported.add(new Reported(next.record(), next.failure().kind(), report(next)));
            }
        }
        settleSafe();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && reported.isEmpty();
    }

    private Future<?> report(Failed failed) {
        RecordFailedException why =
                RecordFailedException.of(failed.failure(), failed.record().toString());
        return errantRecords.report(failed.record().record(), why);
    }

    private void settleSafe() {
        for (Iterator<Reported> next = reported.iterator(); next.hasNext(); ) {
            Reported letter = next.next();
            if (letter.safe().isDone()) {
                requireSafe(letter);
                next.remove();
                settle(letter);
            }
        }
    }

    private void settle(Reported letter) {
        LaneRecord record = letter.record();
        if (record.lane().settle(record)) {
            accounting.ended(errantRecords.disposition(letter.kind()));
        }
    }

    private static void requireSafe(Reported letter) {
        try {
            letter.safe().get();
        } catch (ExecutionException e) {
            throw new ConnectException("The dead letter of " + letter.record() + " could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while dead letters were being written", e);
        }
    }
}
