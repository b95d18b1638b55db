package io.github.hfconnect.cache.topic;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.cache.AnswerKey;
import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.Absence;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers to their topic on a thread of its own. Whoever hands one in never waits: where the cluster is too slow, answers are
 * left out, which costs a call later and nothing else. Safe for use by several threads.
 */
final class AnswerWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AnswerWriter.class);

    private static final int MOST_WAITING = 10_000;
    private static final long MOST_WAITING_BYTES = 16L * 1024 * 1024;
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    private static final long LOOK_AGAIN_MILLIS = 100;

    private record Waiting(AnswerKey key, Prediction prediction, long bytes) {}

    private final String topic;
    private final PredictionCodec codec;
    private final CacheTopicCounts counts;
    private final ThreadFactory threads;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Absence failing;
    private volatile boolean closed;

    @GuardedBy("this")
    private @Nullable Producer<byte[], byte[]> producer;

    @GuardedBy("this")
    private @Nullable Thread thread;

    AnswerWriter(String topic, PredictionCodec codec, CacheTopicCounts counts, ThreadFactory threads, Time time) {
        this.topic = topic;
        this.codec = codec;
        this.counts = counts;
        this.threads = threads;
        this.failing = new Absence(Absence.REMIND_EVERY, time);
    }

    /** Begins to write; what was handed in until then waits for it. */
    synchronized void open(Producer<byte[], byte[]> with) {
        if (closed) {
            with.close(Duration.ZERO);
            return;
        }
        producer = with;
        thread = threads.newThread(() -> run(with));
        thread.start();
    }

    /** Writes a salt, after {@link #open}. */
    synchronized Future<RecordMetadata> write(Salt salt) {
        return Objects.requireNonNull(producer, "not open")
                .send(new ProducerRecord<>(topic, Salt.PARTITION, Salt.key(), salt.value()));
    }

    /** Hands an answer in. */
    void write(AnswerKey key, Prediction prediction) {
        long bytes = prediction.sizeInBytes();
        boolean fits = !closed
                && waitingBytes.get() + bytes <= MOST_WAITING_BYTES
                && queue.offer(new Waiting(key, prediction, bytes));
        if (fits) {
            waitingBytes.addAndGet(bytes);
        } else {
            notWritten("the cluster takes them too slowly");
        }
    }

    private void run(Producer<byte[], byte[]> to) {
        try {
            while (!closed || !queue.isEmpty()) {
                Waiting next = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    waitingBytes.addAndGet(-next.bytes());
                    send(next, to);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Waiting answer, Producer<byte[], byte[]> to) {
        try {
            Future<RecordMetadata> unused = to.send(
                    new ProducerRecord<>(topic, answer.key().bytes(), codec.encode(answer.prediction())),
                    (metadata, failure) -> acknowledged(failure));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | IllegalStateException | ClassCastException e) {
            acknowledged(e);
        }
    }

    private void acknowledged(@Nullable Exception failure) {
        if (failure == null) {
            counts.written();
            failing.back().ifPresent(time -> log.info("Answers are kept in the topic {} again", topic));
        } else {
            notWritten(failure.toString());
        }
    }

    private void notWritten(String reason) {
        counts.notWritten();
        failing.missed().ifPresent(time -> log.warn("Answers are not kept in the topic {}: {}", topic, reason));
    }

    /** Lets what waits be written for a moment. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null && producer != null) {
            awaitEnd(thread);
            producer.close(CLOSE_WITHIN);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
