package io.github.hfconnect.sink;

import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.sink.lane.Commits;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.output.DeadLetters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * One task's way from records to results, as its task thread sees it, which alone may call this: records are admitted, dead
 * letters reported, offsets told. Nothing here waits for a model.
 */
final class SinkPipeline implements AutoCloseable {

    private final Lanes lanes;
    private final Intake intake;
    private final RequestIntake requests;
    private final RequestCoalescer coalescer;
    private final MicroBatcher batcher;
    private final Delivery delivery;
    private final DeadLetters deadLetters;
    private final Accounting accounting;
    private final Commits commits;
    private final OpenResources resources;
    private final Time time;

    SinkPipeline(
            Lanes lanes,
            Intake intake,
            RequestIntake requests,
            RequestCoalescer coalescer,
            MicroBatcher batcher,
            Delivery delivery,
            DeadLetters deadLetters,
            Accounting accounting,
            Commits commits,
            OpenResources resources,
            Time time) {
        this.lanes = lanes;
        this.intake = intake;
        this.requests = requests;
        this.coalescer = coalescer;
        this.batcher = batcher;
        this.delivery = delivery;
        this.deadLetters = deadLetters;
        this.accounting = accounting;
        this.commits = commits;
        this.resources = resources;
        this.time = time;
    }

    /** What keeps the task from taking in more than this many records. */
    Backpressure backpressure(SinkTaskContext context, int maxRecords) {
        return new Backpressure(context, maxRecords, time);
    }

    /** The partitions that Connect assigns to the task. */
    Partitions partitions(SinkTaskContext context, Backpressure backpressure) {
        return new Partitions(context, backpressure, lanes, delivery, accounting, time);
    }

    /** Takes in what a poll has brought. */
    void admit(Collection<SinkRecord> records) {
        List<CoalescedRequest> made = new ArrayList<>();
        Consumer<CoalescedRequest> toAsk = made::add;
        requests.begin(toAsk);
        records.forEach(record -> admit(record, toAsk));
        batcher.add(made);
    }

    private void admit(SinkRecord record, Consumer<CoalescedRequest> toAsk) {
        accounting.consumed();
        LaneRecord admitted = lanes.admit(record);
        if (admitted == null) {
            accounting.ended(Disposition.RETURNED);
            return;
        }
        intake.admitted(admitted);
        Optional<Outcome> earlier = admitted.lane().earlierAnswer(admitted);
        if (earlier.isPresent()) {
            delivery.finish(admitted, earlier.get());
        } else {
            read(admitted, toAsk);
        }
    }

    private void read(LaneRecord admitted, Consumer<CoalescedRequest> toAsk) {
        Reading reading = intake.read(admitted.record());
        if (reading instanceof Reading.Ask ask) {
            requests.ask(new WholeRecord(admitted, delivery), ask.input(), toAsk);
        } else {
            delivery.finish(admitted, ((Reading.Settled) reading).outcome());
        }
    }

    /**
     * Reports the dead letters that wait.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException where a failed record has to fail the task
     */
    void reportDeadLetters() {
        deadLetters.report();
    }

    /** Lets what {@link #offsets} has held back go on. */
    void release() {
        commits.goOn();
    }

    /** The offsets that Connect may commit, given the positions up to which it has delivered. */
    Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, OffsetAndMetadata> delivered) {
        coalescer.forgetUnwanted();
        return commits.offsets(delivered);
    }

    Lanes lanes() {
        return lanes;
    }

    boolean isIdle() {
        return lanes.size() == 0;
    }

    /** Ends within a few seconds, whatever hangs: calls are cancelled, threads interrupted, lanes closed. */
    @Override
    public void close() {
        accounting.ended(Disposition.RETURNED, lanes.closeAll());
        resources.close();
    }
}
