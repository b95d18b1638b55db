package io.github.hfconnect.bench;

import io.github.hfconnect.bench.endpoint.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record now and then: how long until its enriched copy is there? By the broker's clock, from append to append. */
final class Trickle implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    /** Not counted: connections open, code gets warm. */
    private static final int WARM_UP_RECORDS = 50;

    @Override
    public String name() {
        return "trickle";
    }

    @Override
    public String summary() {
        return "a record every 100 ms, endpoint of 20 ms, batch.linger.ms 5: from append to append";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        int records = WARM_UP_RECORDS + (int) effort.steady().multipliedBy(4).dividedBy(BETWEEN);
        Feed feed = Feed.samples(bed.newName(name()), 1, records);
        bed.topics().create(feed.topic(), feed.partitions());
        bed.endpoint().follow(Script.latency(LATENCY));
        SinkRun run = SinkRun.start(bed, feed, new SinkSettings().set("batch.linger.ms", 5));
        send(bed, feed);
        run.awaitSettled(feed.records());
        Quantiles millis =
                Quantiles.of(latencies(appended(bed, feed.topic(), records), appended(bed, run.output(), records)));
        run.finish();
        bed.topics().delete(feed.topic());
        double ofEndpoint = LATENCY.toMillis();
        return List.of(
                Figure.of("append to append, median", "ms", millis.median()).atMost(45),
                Figure.of("append to append, p99", "ms", millis.at(0.99)).atMost(90),
                Figure.of("added latency, median", "ms", millis.median() - ofEndpoint),
                Figure.of("added latency, p99", "ms", millis.at(0.99) - ofEndpoint));
    }

    private static void send(Bed bed, Feed feed) {
        try (KafkaProducer<byte[], byte[]> producer = bed.topics().producer()) {
            for (int i = 0; i < feed.records(); i++) {
                String key = SampleRecords.key(0, i);
                byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
                producer.send(new ProducerRecord<>(feed.topic(), 0, keyBytes, SampleRecords.value(key)))
                        .get();
                Bed.pause(BETWEEN);
            }
        } catch (ExecutionException e) {
            throw new BenchFailedException("The broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("Interrupted", e);
        }
    }

    private static Map<String, Long> appended(Bed bed, String topic, int records) {
        Map<String, Long> times = new HashMap<>();
        bed.topics()
                .read(
                        topic,
                        records,
                        record -> times.put(new String(record.key(), StandardCharsets.US_ASCII), record.timestamp()));
        return times;
    }

    private static List<Double> latencies(Map<String, Long> in, Map<String, Long> out) {
        List<Double> millis = new ArrayList<>();
        for (int i = WARM_UP_RECORDS; i < in.size(); i++) {
            String key = SampleRecords.key(0, i);
            millis.add((double) (out.getOrDefault(key, Long.MAX_VALUE) - in.getOrDefault(key, 0L)));
        }
        return millis;
    }
}
