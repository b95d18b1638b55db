package io.github.hfconnect.sink;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.sink.exactlyonce.Acquisitions;
import io.github.hfconnect.sink.exactlyonce.GroupReader;
import io.github.hfconnect.sink.exactlyonce.PartitionProducer;
import io.github.hfconnect.sink.exactlyonce.TransactionEntry;
import io.github.hfconnect.sink.lane.OffsetNotes;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.sink.output.OutputDecision;
import io.github.hfconnect.wiring.SystemTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One task's writing for one partition of a real cluster, step by step; it can be stopped before any call of its producer. */
final class Owner implements AutoCloseable {

    private final TopicPartition partition;
    private final KafkaClients clients;
    private final String transactionalId;
    private final Acquisitions acquisitions;
    private final Map<String, Runnable> stops = new HashMap<>();
    private @Nullable PartitionProducer producer;

    Owner(String bootstrapServers, TopicPartition partition, String... settings) {
        Map<String, String> props = new HashMap<>(Map.of(
                "name",
                partition.topic(),
                "topics",
                partition.topic(),
                "task",
                "text-classification",
                "endpoint.urls",
                "http://127.0.0.1:9",
                "delivery.guarantee",
                "exactly-once",
                "output.bootstrap.servers",
                bootstrapServers));
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        this.partition = partition;
        this.clients = new KafkaClients(new SinkConfig(props), new SystemTime());
        this.transactionalId = "hfconnect-connect-" + partition;
        this.acquisitions = new Acquisitions(
                new FakeCluster.Same(),
                new GroupReader("connect", clients::groupConsumer, new SystemTime()),
                this::stoppable,
                OffsetNotes.NONE,
                new SystemTime());
    }

    String transactionalId() {
        return transactionalId;
    }

    /** Acquires as the task does, with 0 as Connect's position; answers the offset to read from. */
    long acquire() {
        if (producer != null) {
            producer.close();
        }
        PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new SystemTime());
        producer = acquisitions
                .begin(partition, lane)
                .thenCompose(begun -> acquisitions.anchor(begun, CompletableFuture.completedFuture(0L)))
                .join();
        return producer.committed().getAsLong();
    }

    /** Writes results for offsets, the last excluded, in one transaction. */
    void write(long from, long to) throws InterruptedException {
        Objects.requireNonNull(producer).commit(entries(partition, from, to), to);
    }

    /** Results for offsets, the last excluded: each is its own offset. */
    static List<TransactionEntry> entries(TopicPartition partition, long from, long to) {
        PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new SystemTime());
        List<TransactionEntry> entries = new ArrayList<>();
        for (long offset = from; offset < to; offset++) {
            byte[] value = String.valueOf(offset).getBytes(StandardCharsets.UTF_8);
            entries.add(new TransactionEntry(
                    Records.waiting(lane, offset),
                    OutputDecision.Emit.of(
                            new ProducerRecord<>(partition.topic() + ".enriched", 0, null, value),
                            Disposition.ENRICHED)));
        }
        return entries;
    }

    /** Does something just before a call of the producer, such as {@code commitTransaction}; the call follows. */
    void before(String method, Runnable action) {
        stops.put(method, action);
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> stoppable(TopicPartition of) {
        Producer<byte[], byte[]> producer = clients.transactionalProducer(transactionalId);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Owner.class.getClassLoader(), new Class<?>[] {Producer.class}, (p, call, args) -> {
                    Runnable stop = stops.remove(call.getName());
                    if (stop != null) {
                        stop.run();
                    }
                    try {
                        return call.invoke(producer, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Lets go of everything without ending a transaction, as a crash does. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
        acquisitions.close();
    }
}
