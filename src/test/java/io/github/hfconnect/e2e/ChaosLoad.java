package io.github.hfconnect.e2e;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Records with ids from 0 on, as evenly as time allows, until it is closed. What each should become follows from its id. */
final class ChaosLoad implements AutoCloseable {

    static final String TOPIC = "chaos";

    private static final Duration STEP = Duration.ofMillis(50);

    private final Map<String, Object> settings;
    private final int recordsPerStep;
    private final AtomicInteger partitions;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::send, "chaos-load");
    private volatile boolean ended;
    private volatile int sent;

    ChaosLoad(String bootstrapServers, int recordsPerSecond, int partitions) {
        this.settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                5,
                "max.block.ms",
                600_000,
                "delivery.timeout.ms",
                600_000,
                // With several, a broker that comes back may take the second batch and never again the first.
                "max.in.flight.requests.per.connection",
                1);
        this.recordsPerStep = (int) Math.max(1, recordsPerSecond * STEP.toMillis() / 1000);
        this.partitions = new AtomicInteger(partitions);
        thread.start();
    }

    /** What is written for an id. */
    static String message(int id) {
        if (id % 97 == 13) {
            return "poison " + id;
        }
        if (id % 53 == 7) {
            return " ";
        }
        return (id % 10 == 3 ? "rude " : "hello ") + id;
    }

    /** Where the id should end up. */
    static String expectedTopic(int id) {
        return message(id).startsWith("poison")
                ? TOPIC + ".dead"
                : message(id).startsWith("rude") ? TOPIC + ".flagged" : TOPIC + ".enriched";
    }

    /** Records go to so many partitions from now on. */
    void partitions(int count) {
        partitions.set(count);
    }

    int sent() {
        return sent;
    }

    private void send() {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            while (!ended) {
                for (int i = 0; i < recordsPerStep; i++) {
                    int id = sent;
                    var unused = producer.send(
                            Topics.chat(TOPIC, id % partitions.get(), id, message(id)), (metadata, error) -> {
                                if (error != null) {
                                    failure.set(error);
                                }
                            });
                    sent = id + 1;
                }
                LockSupport.parkNanos(STEP.toNanos());
            }
            producer.flush();
        }
    }

    /** Ends the load once everything is acknowledged. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The load itself was lost", failure.get());
        }
    }
}
