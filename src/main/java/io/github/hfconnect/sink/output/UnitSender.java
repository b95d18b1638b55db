package io.github.hfconnect.sink.output;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Traces;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.NamedThreads;
import io.github.hfconnect.trace.RecordTrace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Sends with one idempotent producer, and tells once everything that belongs together has been acknowledged or refused. */
final class UnitSender implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** That a topic never takes one of the records. */
    record Refusal(String topic, Exception reason) {}

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ClusterFaults faults;
    private final Halt halt;
    private final StallWatch watch;
    private final ExecutorService again = NamedThreads.oneAfterTheOther("hf-output-again");

    @GuardedBy("this")
    private @Nullable Producer<byte[], byte[]> producer;

    @GuardedBy("this")
    private boolean closed;

    /**
     * Nothing is sent yet.
     *
     * @param producers makes the producer, once the cluster has answered
     */
    UnitSender(Supplier<Producer<byte[], byte[]>> producers, ClusterFaults faults, Halt halt, StallWatch watch) {
        this.producers = producers;
        this.faults = faults;
        this.halt = halt;
        this.watch = watch;
    }

    /** What is sent for one record. */
    private static final class Unit {

        private final LaneRecord record;
        private final Consumer<Optional<Refusal>> then;

        @GuardedBy("this")
        private int open;

        @GuardedBy("this")
        private @Nullable Refusal refusal;

        Unit(LaneRecord record, int size, Consumer<Optional<Refusal>> then) {
            this.record = record;
            this.open = size;
            this.then = then;
        }

        /**
         * One of what is sent is acknowledged, or refused.
         *
         * @param refused null where it is acknowledged
         */
        void ended(@Nullable Refusal refused) {
            if (isLast(refused)) {
                then.accept(first());
            }
        }

        private synchronized boolean isLast(@Nullable Refusal refused) {
            refusal = refusal == null ? refused : refusal;
            open--;
            return open == 0;
        }

        private synchronized Optional<Refusal> first() {
            return Optional.ofNullable(refusal);
        }
    }

    /**
     * Sends what belongs together, in its order. What is acknowledged before something else leaves, such as the conclusion of what
     * was sent, is sent by {@link #later}.
     *
     * @param then is told of the first refusal, if there was any; by the producer's own thread, which must not send
     */
    void send(LaneRecord record, List<ProducerRecord<byte[], byte[]>> outputs, Consumer<Optional<Refusal>> then) {
        if (outputs.isEmpty()) {
            then.accept(Optional.empty());
            return;
        }
        Unit unit = new Unit(record, outputs.size(), then);
        for (ProducerRecord<byte[], byte[]> output : outputs) {
            give(unit, output);
        }
    }

    /** Runs what sends by a thread of its own, in order: the producer's would wait for itself where its buffer is full. */
    Executor later() {
        return work -> {
            try {
                again.execute(() -> guarded(work));
            } catch (RejectedExecutionException e) {
                // The task has ended; whatever is not settled is read again.
            }
        };
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (CancellationException e) {
            // The task has ended.
        } catch (RuntimeException e) {
            halt.fail(e);
        }
    }

    private void give(Unit unit, ProducerRecord<byte[], byte[]> output) {
        watch.begin();
        Traces.Scope trace = RecordTrace.during(unit.record::trace);
        try (trace) {
            // The callback learns all that the future would tell.
            Future<RecordMetadata> unused = producer().send(output, (metadata, error) -> {
                watch.end();
                if (error == null) {
                    unit.ended(null);
                } else {
                    notWritten(unit, output, error);
                }
            });
        }
    }

    private void notWritten(Unit unit, ProducerRecord<byte[], byte[]> output, Exception error) {
        if (WriteFault.of(error) == WriteFault.RECORD) {
            unit.ended(new Refusal(output.topic(), error));
        } else if (WriteFault.isOfACompanion(error)) {
            later().execute(() -> give(unit, output));
        } else {
            String why = faults.sentence(error, null)
                    .map(sentence -> ". " + sentence)
                    .orElse("");
            halt.fail(new ConnectException(
                    "Could not write " + unit.record + " to " + faults.told(output.topic()) + why, error));
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new CancellationException("The task has ended");
        }
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        again.shutdownNow();
        watch.close();
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
