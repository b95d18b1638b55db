package io.github.hfconnect.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a reader of committed records has of the documents, who polls all the time. Whenever no transaction is open in a partition,
 * it takes in what is there up to that moment and looks at each document: a reader gets records one by one, so that in between he
 * has seen half of a transaction whatever its writer does.
 */
final class DocumentView implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long ANSWER_SECONDS = 5;

    private final List<TopicPartition> partitions;
    private final BiPredicate<String, List<String>> isVersion;
    private final KafkaConsumer<String, String> consumer;
    private final Admin admin;
    private final Map<TopicPartition, Deque<ConsumerRecord<String, String>>> ahead = new HashMap<>();
    private final Map<String, TreeMap<Integer, String>> documents = new HashMap<>();
    private final List<String> mixed = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "document-view");
    private volatile boolean ended;
    private int looks;

    DocumentView(String bootstrapServers, String topic, int count, BiPredicate<String, List<String>> isVersion) {
        this.isVersion = isVersion;
        this.partitions = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    private void watch() {
        while (!ended) {
            try {
                look();
            } catch (ExecutionException | TimeoutException e) {
                // The broker may be away; the next look will tell.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> committed = ends(IsolationLevel.READ_COMMITTED);
        // Asked after that: where the two are equal, no transaction was open then.
        Map<TopicPartition, Long> all = ends(IsolationLevel.READ_UNCOMMITTED);
        for (TopicPartition partition : partitions) {
            long end = committed.getOrDefault(partition, 0L);
            if (end == all.getOrDefault(partition, -1L)) {
                takeUpTo(partition, end);
            }
        }
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private void takeUpTo(TopicPartition partition, long end) {
        while (!ended && consumer.position(partition) < end) {
            consumer.poll(POLL)
                    .forEach(record -> ahead(new TopicPartition(record.topic(), record.partition()))
                            .add(record));
        }
        Deque<ConsumerRecord<String, String>> waiting = ahead(partition);
        synchronized (this) {
            Map<String, List<String>> touched = new HashMap<>();
            while (!waiting.isEmpty() && waiting.getFirst().offset() < end) {
                touched.put(take(waiting.removeFirst()), List.of());
            }
            touched.keySet().forEach(this::check);
            looks++;
        }
    }

    private Deque<ConsumerRecord<String, String>> ahead(TopicPartition partition) {
        return ahead.computeIfAbsent(partition, added -> new ArrayDeque<>());
    }

    private String take(ConsumerRecord<String, String> record) {
        JsonNode key = json(record.key());
        String document = key.path("document").asText();
        TreeMap<Integer, String> pieces = documents.computeIfAbsent(document, added -> new TreeMap<>());
        int piece = key.path("piece").asInt();
        if (record.value() == null) {
            pieces.remove(piece);
        } else {
            pieces.put(
                    piece,
                    DocumentLoad.piece(
                            json(record.value()).path("chunk").path("text").asText()));
        }
        return document;
    }

    private void check(String document) {
        List<String> pieces =
                List.copyOf(documents.getOrDefault(document, new TreeMap<>()).values());
        if (!isVersion.test(document, pieces)) {
            mixed.add(document + " was " + pieces);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often a partition was looked at. */
    synchronized int looks() {
        return looks;
    }

    /** Documents that were no version of theirs when they were looked at. */
    synchronized List<String> mixed() {
        return List.copyOf(mixed);
    }

    /** The documents that have pieces. */
    synchronized Map<String, List<String>> documents() {
        Map<String, List<String>> there = new HashMap<>();
        documents.forEach((document, pieces) -> there.put(document, List.copyOf(pieces.values())));
        there.values().removeIf(List::isEmpty);
        return there;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        admin.close(Duration.ZERO);
    }
}
