package io.github.hfconnect.bench.bed;

import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The broker's topics. All are stamped with the time at which the broker has appended a record. */
public final class Topics {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final String bootstrapServers;

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Creates a topic and waits until it takes records. */
    public void create(String topic, int partitions) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1)
                .configs(Map.of("message.timestamp.type", "LogAppendTime", "segment.bytes", "104857600"));
        administer(admin -> {
            admin.createTopics(List.of(wanted)).all().get();
            while (!takesRecords(admin, topic, partitions)) {
                Bed.pause(Duration.ofMillis(50));
            }
        });
    }

    /**
     * Whether the leaders of all partitions answer. To send earlier is a trap: where the broker refuses a producer's first batch and
     * takes its second, the first is out of sequence for ever.
     */
    private static boolean takesRecords(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }

    /** Deletes a topic. */
    public void delete(String topic) {
        administer(admin -> admin.deleteTopics(List.of(topic)).all().get());
    }

    /** Creates a topic and fills it. */
    public void fill(Feed feed, Feed.Values values) {
        create(feed.topic(), feed.partitions());
        AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < feed.records(); i++) {
                int partition = i % feed.filled();
                String key = SampleRecords.key(partition, i / feed.filled());
                send(producer, feed.topic(), partition, key, values.value(key, i), refused);
            }
        }
        if (refused.get() != null) {
            throw new IllegalStateException("The records of " + feed.topic() + " were refused", refused.get());
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int partition,
            String key,
            byte[] value,
            AtomicReference<@Nullable Exception> refused) {
        byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, partition, keyBytes, value), (metadata, failure) -> {
                    if (failure != null) {
                        refused.compareAndSet(null, failure);
                    }
                });
    }

    /** A new producer, for the caller to close. */
    public KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "batch.size", 64 * 1024);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reads a topic from its beginning, until as many records have come or none has come for a while. */
    public void read(String topic, int expected, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(topic, expected, SILENCE, reader);
    }

    /** The same of a topic that is still written to, with pauses as long as that. */
    void read(String topic, int expected, Duration silence, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            int read = 0;
            long lastNews = System.nanoTime();
            while (read < expected && System.nanoTime() - lastNews < silence.toNanos()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
                records.forEach(reader);
                read += records.count();
                lastNews = records.isEmpty() ? lastNews : System.nanoTime();
            }
            // What should not be there would come now.
            consumer.poll(Duration.ofMillis(300)).forEach(reader);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private interface Administration {

        void run(Admin admin) throws ExecutionException, InterruptedException;
    }

    private void administer(Administration work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            work.run(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
