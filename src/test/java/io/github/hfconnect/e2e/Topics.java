package io.github.hfconnect.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to topics and reads them from their beginning. */
public final class Topics {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> cluster;

    /** Reads what was written, in transactions that were committed or not. */
    public Topics(String bootstrapServers) {
        this(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** The same by clients with these settings. */
    public Topics(Map<String, Object> cluster) {
        this.cluster = cluster;
    }

    /** Reads what readers downstream of exactly-once should read. */
    static Topics readingCommitted(String bootstrapServers) {
        return new Topics(Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"));
    }

    public void create(String topic, int partitions) {
        try (Admin admin = Admin.create(cluster)) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Could not create " + topic, e);
        }
    }

    /**
     * Writes values in order, each with its partition, until the broker has them all. One request at a time: where the leader of a
     * new partition refuses a producer's first batch and takes its second, the first is out of sequence for ever.
     */
    public void send(Collection<ProducerRecord<String, String>> records) {
        Map<String, Object> settings = new HashMap<>(cluster);
        settings.put("max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (Future<RecordMetadata> sent :
                    records.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Not all records were written", e);
        }
    }

    /** One chat record. */
    public static ProducerRecord<String, String> chat(String topic, int partition, int id, String message) {
        String value = JSON.valueToTree(Map.of("id", id, "message", message)).toString();
        return new ProducerRecord<>(topic, partition, "user-" + id, value);
    }

    /** Reads a topic until as many records are there; then for a moment longer, so that too many are seen too. */
    public List<ConsumerRecord<String, String>> read(String topic, int expected) {
        return readUntil(topic, records -> records.size() >= expected);
    }

    /** Reads a topic until what was read is enough. */
    public List<ConsumerRecord<String, String>> readUntil(
            String topic, Predicate<List<ConsumerRecord<String, String>>> enough) {
        return readUntil(topic, new StringDeserializer(), enough);
    }

    private <V> List<ConsumerRecord<String, V>> readUntil(
            String topic, Deserializer<V> values, Predicate<List<ConsumerRecord<String, V>>> enough) {
        List<ConsumerRecord<String, V>> records = new ArrayList<>();
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(cluster, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Waiting.PATIENCE.toNanos();
            while (!enough.test(records) && deadline - System.nanoTime() > 0) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            consumer.poll(Duration.ofMillis(300)).forEach(records::add);
        }
        return records;
    }

    /** Values that are no text, as many as are wanted, then those of a moment longer. */
    public List<ConsumerRecord<String, byte[]>> readBytes(String topic, int expected) {
        return readUntil(topic, new ByteArrayDeserializer(), records -> records.size() >= expected);
    }

    /** All that stands in a topic now; nothing where there is no such topic. */
    public List<ConsumerRecord<String, String>> readIfThere(String topic) {
        return exists(topic) ? readAll(topic) : List.of();
    }

    public boolean exists(String topic) {
        try (Admin admin = Admin.create(cluster)) {
            return admin.listTopics().names().get().contains(topic);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Could not list topics", e);
        }
    }

    /** Gives a topic more partitions. */
    public void grow(String topic, int partitions) {
        try (Admin admin = Admin.create(cluster)) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Could not add partitions to " + topic, e);
        }
    }

    /** Changes a setting of a topic. */
    public void configure(String topic, String setting, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(cluster)) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Could not configure " + topic, e);
        }
    }

    /** Everything that a topic holds now, for this reader to see: below the first transaction that is still open. */
    List<ConsumerRecord<String, String>> readAll(String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(cluster, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Waiting.until(Waiting.PATIENCE, () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return partitions.stream()
                        .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            });
        }
        return records;
    }

    /** How many records stand in a topic now. */
    public long size(String topic) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(cluster, new StringDeserializer(), new StringDeserializer())) {
            return consumer.endOffsets(partitions(consumer, topic)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Waits until there is such a topic: the connector may be about to create it. */
    private static List<TopicPartition> partitions(KafkaConsumer<String, ?> consumer, String topic) {
        Waiting.until(Waiting.PATIENCE, () -> !consumer.partitionsFor(topic).isEmpty());
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** The committed offset of a connector's partition, or 0. */
    public long committed(String connector, String topic, int partition) {
        TopicPartition key = new TopicPartition(topic, partition);
        try (Admin admin = Admin.create(cluster)) {
            var offsets = admin.listConsumerGroupOffsets("connect-" + connector)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var offset = offsets.get(key);
            return offset == null ? 0 : offset.offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Could not read the offsets of " + connector, e);
        }
    }

    public static JsonNode json(ConsumerRecord<String, String> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int id(ConsumerRecord<String, String> record) {
        return json(record).path("id").asInt();
    }

    /** A header as text; empty where it is missing. */
    public static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
