package io.github.hfconnect.cache.topic;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.OwnTopic;
import io.github.hfconnect.kafka.TopicReader;
import io.github.hfconnect.resilience.Absence;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic of answers on a thread of its own, for as long as the task runs, and sees to it that there is a salt. */
final class TopicFollower implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long ACKNOWLEDGED_SECONDS = 30;
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    private final OwnTopic topic;
    private final AnswerWriter writer;
    private final TopicContents contents;
    private final Duration ttl;
    private final Time time;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final CompletableFuture<Integer> caughtUp = new CompletableFuture<>();
    private final Absence failing;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * Begins to read.
     *
     * @param writer is opened once there is something to write to
     * @param ttl of answers
     */
    TopicFollower(
            OwnTopic topic,
            AnswerWriter writer,
            TopicContents contents,
            Duration ttl,
            ThreadFactory threads,
            Time time) {
        this.topic = topic;
        this.writer = writer;
        this.contents = contents;
        this.ttl = ttl;
        this.time = time;
        this.failing = new Absence(Absence.REMIND_EVERY, time);
        this.thread = threads.newThread(this::run);
        thread.start();
    }

    /** Is told how many answers stood in the topic, or why it cannot be used. */
    CompletableFuture<Integer> caughtUp() {
        return caughtUp;
    }

    /** Is told that the cluster has answered, or why it does not. */
    CompletableFuture<?> reached() {
        return CompletableFuture.anyOf(reached, caughtUp);
    }

    private void run() {
        try {
            follow();
        } catch (InterruptedException | InterruptException | WakeupException e) {
            caughtUp.cancel(false);
        } catch (RuntimeException | Error e) {
            if (!caughtUp.completeExceptionally(e)) {
                log.error("The topic {} is not read any more; answers are shared no longer", topic.name(), e);
            }
        }
    }

    private void follow() throws InterruptedException {
        int partitions = topic.settle();
        reached.complete(null);
        writer.open(topic.writer());
        Consumer<byte[], byte[]> made = topic.reader();
        try {
            consumer = made;
            TopicReader reader = new TopicReader(made, TopicReader.all(topic.name(), partitions), time);
            catchUp(reader);
            while (!closed) {
                readOn(reader);
            }
        } finally {
            consumer = null;
            made.close(Duration.ZERO);
        }
    }

    private void catchUp(TopicReader reader) throws InterruptedException {
        reader.awaitEnd(contents::take);
        if (contents.keys() == null) {
            writeSalt();
        }
        while (contents.keys() == null) {
            reader.read(contents::take, POLL);
        }
        caughtUp.complete(contents.allSeen());
    }

    private void readOn(TopicReader reader) throws InterruptedException {
        try {
            reader.read(contents::take, POLL);
            contents.saltOlderThan(ttl.dividedBy(2)).ifPresent(this::renew);
            failing.back();
        } catch (RetriableException e) {
            failing.missed()
                    .ifPresent(time -> log.warn("The topic {} cannot be read: {}", topic.name(), e.getMessage()));
            time.sleep(PAUSE);
        }
    }

    /** Two tasks that come to a new topic at once may both write one: the last counts, for both. */
    private void writeSalt() throws InterruptedException {
        try {
            RecordMetadata unused = writer.write(Salt.random()).get(ACKNOWLEDGED_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptException e) {
            throw e;
        } catch (ExecutionException e) {
            throw notTaken(e.getCause());
        } catch (KafkaException | TimeoutException e) {
            throw notTaken(e);
        }
    }

    private ConnectException notTaken(@Nullable Throwable cause) {
        ClusterFaults faults = topic.faults();
        return faults.lasting(
                cause, null, "The cache topic " + faults.told(topic.name()) + " takes no record: " + cause);
    }

    /** A topic that forgets what is old is not to forget this. */
    private void renew(Salt salt) {
        Future<RecordMetadata> unused = writer.write(salt);
        contents.saltRenewed();
    }

    /** Ends within a moment, whatever hangs. */
    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
