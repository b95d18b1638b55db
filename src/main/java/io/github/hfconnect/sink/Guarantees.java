package io.github.hfconnect.sink;

import io.github.hfconnect.config.DeliverySettings;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.config.value.DeliveryGuarantee;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.resilience.LogLimit;
import io.github.hfconnect.sink.exactlyonce.Acquisitions;
import io.github.hfconnect.sink.exactlyonce.ExactlyOnceWriter;
import io.github.hfconnect.sink.exactlyonce.GroupReader;
import io.github.hfconnect.sink.exactlyonce.TransactionBatcher;
import io.github.hfconnect.sink.exactlyonce.TransactionCommits;
import io.github.hfconnect.sink.exactlyonce.TransactionalDeadLetters;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.output.AtLeastOnceWriter;
import io.github.hfconnect.sink.output.ConnectCommits;
import io.github.hfconnect.sink.output.DeadLetterHeaders;
import io.github.hfconnect.sink.output.DeadLetters;
import io.github.hfconnect.sink.output.Decisions;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.sink.output.OutputMapper;
import io.github.hfconnect.sink.output.OutputTopics;
import io.github.hfconnect.sink.output.StallWatch;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * The choice between the delivery guarantees, which differ in who writes and who commits, and share all else.
 *
 * @param deadLetters by Connect, whose reporter only the task thread may use
 * @param quietWithin how long a commit of Connect waits for what has left
 */
record Guarantees(
        SinkConfig config,
        KafkaClients clients,
        OutputMapper mapper,
        RecordForm form,
        Lanes lanes,
        DeadLetters deadLetters,
        Accounting accounting,
        Halt halt,
        Duration quietWithin,
        Time time) {

    /** Enough that a lane whose broker is slow does not keep the others from writing. */
    private static final int OUTPUT_THREADS = 4;

    /** A transaction ends with a few exchanges with the broker, during which its thread waits. */
    private static final int TRANSACTION_THREADS = 16;

    Guarantee chosen() {
        return config.delivery().guarantee() == DeliveryGuarantee.EXACTLY_ONCE ? exactlyOnce() : atLeastOnce();
    }

    private Guarantee atLeastOnce() {
        OutputTopics topics = clients.topics();
        Decisions decisions = form.decisions().apply(topics);
        OutputWriter writer = new AtLeastOnceWriter(
                clients::producer,
                topics,
                clients.faults(),
                decisions,
                deadLetters,
                accounting,
                StallWatch.of(topics::ensureAsBefore, decisions, halt, time),
                halt);
        Delivery delivery = new Delivery(form.writer().of(writer, halt), OUTPUT_THREADS, halt);
        return new Guarantee(
                delivery, new ConnectCommits(lanes, delivery, deadLetters, form.notes(), quietWithin, time));
    }

    private Guarantee exactlyOnce() {
        GroupReader group = new GroupReader(config.delivery().groupId(), clients::groupConsumer, time);
        Acquisitions acquisitions = new Acquisitions(clients.cluster(), group, this::producer, form.notes(), time);
        OutputTopics topics = clients.topics();
        Decisions decisions = form.decisions().apply(topics);
        ExactlyOnceWriter writer = new ExactlyOnceWriter(
                acquisitions,
                batcher(group, topics, decisions),
                config.delivery().commitInterval(),
                TransactionBatcher.full(config.maxInFlightRecords()),
                accounting,
                StallWatch.of(topics::ensureAgain, decisions, halt, time),
                clients.faults(),
                new LogLimit(time),
                halt);
        Delivery delivery = new Delivery(form.writer().of(writer, halt), TRANSACTION_THREADS, halt);
        return new Guarantee(delivery, new TransactionCommits(lanes, delivery, writer));
    }

    private TransactionBatcher batcher(GroupReader group, OutputTopics topics, Decisions decisions) {
        DeadLetterHeaders headers = config.errorSettings().headers()
                ? new DeadLetterHeaders(config.connectorName(), config.taskIndex())
                : null;
        return new TransactionBatcher(
                decisions,
                topics,
                new TransactionalDeadLetters(config.errorSettings(), group, mapper, headers, new LogLimit(time)));
    }

    /** The id is the partition's, whichever task and connector process writes for it: that is what makes fencing work. */
    private Producer<byte[], byte[]> producer(TopicPartition partition) {
        DeliverySettings delivery = config.delivery();
        return clients.transactionalProducer(delivery.idPrefix() + "-" + delivery.groupId() + "-" + partition);
    }
}
