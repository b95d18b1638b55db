package io.github.hfconnect.state;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.OwnTopic;
import io.github.hfconnect.kafka.TopicReader;
import io.github.hfconnect.resilience.Absence;
import io.github.hfconnect.resilience.Budget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task's budget has used, in a topic: read before the first call, and written a moment after each. A process that dies without
 * a word forgets the calls that began within that moment, and what those under way cost in tokens. On a thread of its own.
 */
public final class BudgetState implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BudgetState.class);

    private static final long BETWEEN_WRITES_MILLIS = 100;
    private static final long ACKNOWLEDGED_SECONDS = 30;
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    private final OwnTopic topic;
    private final TaskOf task;
    private final Budget budget;
    private final Window window;
    private final Time time;
    private final java.util.function.Consumer<ConnectException> failed;
    private final Absence failing;
    private final Thread thread;
    private final CountDownLatch end = new CountDownLatch(1);

    /**
     * Begins to read; until that is done the budget lets no call begin.
     *
     * @param window of the budget
     * @param time the budget's
     * @param failed is told that what was used cannot be known, with what to change
     * @param threads makes the one thread that this has
     */
    public BudgetState(
            OwnTopic topic,
            TaskOf task,
            Budget budget,
            Duration window,
            Time time,
            java.util.function.Consumer<ConnectException> failed,
            ThreadFactory threads) {
        this.topic = topic;
        this.task = task;
        this.budget = budget;
        this.window = new Window(window.toMillis());
        this.time = time;
        this.failing = new Absence(Absence.REMIND_EVERY, time);
        this.failed = failed;
        this.thread = threads.newThread(this::run);
        budget.hold();
        thread.start();
    }

    private void run() {
        try {
            BudgetLedger ledger = read();
            keep(ledger);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (ConnectException e) {
            failed.accept(e);
        } catch (KafkaException e) {
            ClusterFaults faults = topic.faults();
            failed.accept(faults.lasting(
                    e,
                    topic.name(),
                    "The state topic " + faults.told(topic.name()) + " cannot be read: " + e.getMessage()));
        }
    }

    private BudgetLedger read() throws InterruptedException {
        int partitions = topic.settle();
        Usages usages = new Usages(task);
        Consumer<byte[], byte[]> consumer = topic.reader();
        try {
            new TopicReader(consumer, TopicReader.all(topic.name(), partitions), time).awaitEnd(usages::take);
        } finally {
            consumer.close(Duration.ZERO);
        }
        if (usages.broken() > 0) {
            log.warn(
                    "The topic {} has {} records of this connector that cannot be read", topic.name(), usages.broken());
        }
        return BudgetLedger.of(usages, window, time.now().toEpochMilli());
    }

    private void keep(BudgetLedger ledger) throws InterruptedException {
        budget.resume(ledger.before(), ledger.windowLeft(time.now().toEpochMilli()), time.nanos());
        Producer<byte[], byte[]> producer = topic.writer();
        try {
            do {
                write(ledger, producer);
            } while (!end.await(BETWEEN_WRITES_MILLIS, TimeUnit.MILLISECONDS));
            write(ledger, producer);
        } finally {
            producer.close(CLOSE_WITHIN);
        }
    }

    private void write(BudgetLedger ledger, Producer<byte[], byte[]> producer) throws InterruptedException {
        Duration windowLeft = budget.windowLeft(time.nanos());
        Usage own =
                ledger.own(budget.spent(time.nanos()), windowLeft, time.now().toEpochMilli());
        if (ledger.isNew(own) && isWritten(own, producer)) {
            ledger.recorded(own);
        }
    }

    private boolean isWritten(Usage own, Producer<byte[], byte[]> producer) throws InterruptedException {
        try {
            RecordMetadata unused = producer.send(
                            new ProducerRecord<>(topic.name(), task.key().getBytes(StandardCharsets.UTF_8), own.json()))
                    .get(ACKNOWLEDGED_SECONDS, TimeUnit.SECONDS);
            failing.back().ifPresent(away -> log.info("What is used is kept in the topic {} again", topic.name()));
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (e instanceof InterruptException interrupted) {
                throw interrupted;
            }
            failing.missed()
                    .ifPresent(away -> log.warn(
                            "What the budget has used is not kept in the topic {}, so that a restart would forget it: {}",
                            topic.name(),
                            e.toString()));
            return false;
        }
    }

    /** Ends within a few seconds, with the last that is known written as far as that goes. */
    @Override
    public void close() {
        end.countDown();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
