package io.github.hfconnect.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.search.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes documents to the input topic, each under its name: a version as {@code {"title", "body"}}, a deletion as a tombstone. */
final class ArticleFeed implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Producer<String, String> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    ArticleFeed(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new StringSerializer());
    }

    void version(Document document) {
        Map<String, String> value = Map.of("title", document.title(), "body", document.text());
        send(new ProducerRecord<>(
                DemoTopics.ARTICLES, document.name(), JSON.valueToTree(value).toString()));
    }

    void deletion(String name) {
        send(new ProducerRecord<>(DemoTopics.ARTICLES, name, null));
    }

    private void send(ProducerRecord<String, String> document) {
        sent.add(producer.send(document));
    }

    /** Waits until the broker has them all. */
    void flush() {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new DemoFailedException("A document could not be written: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DemoFailedException("Interrupted", e);
            }
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
