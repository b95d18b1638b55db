package io.github.hfconnect.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Feeds a file into the chat topic, each line as it is, so that a line that is no JSON stays one. Empty lines are left out. */
final class ChatFeed {

    private static final int MAX_LINE_BYTES = 1_000_000;

    private final Path file;
    private final String bootstrapServers;

    ChatFeed(Path file, String bootstrapServers) {
        this.file = file;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts feeding; the answer is the number of records, once the broker has them all. */
    CompletableFuture<Long> start() {
        return CompletableFuture.supplyAsync(this::feed);
    }

    private long feed() {
        AtomicReference<Exception> refused = new AtomicReference<>();
        long lines = 0;
        try (Producer<String, String> producer = producer();
                BufferedReader reader = open()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines++;
                    send(producer, line, refused);
                }
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
        if (refused.get() != null) {
            throw new CompletionException(refused.get());
        }
        return lines;
    }

    private static void send(Producer<String, String> producer, String line, AtomicReference<Exception> refused) {
        String key = ChatLine.parse(line).conversation();
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(DemoTopics.CHAT, key, line), (metadata, failure) -> {
                    if (failure != null) {
                        refused.compareAndSet(null, failure);
                    }
                });
    }

    // Not Files.newBufferedReader: a byte that is not UTF-8 is shown as a replacement, and does not end the feed.
    private BufferedReader open() throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    private Producer<String, String> producer() {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_LINE_BYTES,
                ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }
}
