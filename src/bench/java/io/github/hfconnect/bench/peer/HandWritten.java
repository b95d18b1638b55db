package io.github.hfconnect.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.BenchFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The program that a team writes instead: a loop that polls, asks, writes and commits, one thing after the other. It keeps the order, and loses
 * nothing, because it commits what it has written.
 *
 * @param batch records a call: 1 as such a loop is written first, 32 once somebody has measured it
 */
public record HandWritten(String bootstrapServers, Model model, int batch) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies all records of a topic, enriched. */
    public void run(Feed feed, String output) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(output);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            consumer.subscribe(List.of(feed.topic()));
            int done = 0;
            while (done < feed.records()) {
                List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
                consumer.poll(Duration.ofMillis(100)).forEach(polled::add);
                for (int from = 0; from < polled.size(); from += batch) {
                    enrich(polled.subList(from, Math.min(polled.size(), from + batch)), producer, output);
                }
                producer.flush();
                consumer.commitSync();
                done += polled.size();
            }
        } catch (IOException e) {
            throw new BenchFailedException("The endpoint did not answer the hand-written loop", e);
        }
    }

    private void enrich(
            List<ConsumerRecord<byte[], byte[]>> records, KafkaProducer<byte[], byte[]> producer, String output)
            throws IOException {
        List<ObjectNode> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            values.add((ObjectNode) JSON.readTree(record.value()));
        }
        List<?> predictions = model.predictions(
                values.stream().map(value -> value.path("text").asText()).toList());
        for (int i = 0; i < records.size(); i++) {
            byte[] value = JSON.writeValueAsBytes(values.get(i).putPOJO("prediction", predictions.get(i)));
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(output, records.get(i).key(), value));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
