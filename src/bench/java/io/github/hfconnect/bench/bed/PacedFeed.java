package io.github.hfconnect.bench.bed;

import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.bench.result.Quantiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Records that come at an even rate while the connector runs, and how long each takes: from its append to that of its enriched copy, by the
 * broker's clock.
 *
 * @param feed whose topic does not exist yet
 * @param perSecond records
 * @param warmUp of them, the first ones, do not count: connections open, code gets warm
 */
public record PacedFeed(Feed feed, int perSecond, int warmUp) {

    /** One run of a connector: the milliseconds that each record took. */
    public Quantiles latencies(Bed bed, SinkSettings settings) {
        bed.topics().create(feed.topic(), feed.partitions());
        SinkRun run = SinkRun.start(bed, feed, settings);
        send(bed);
        run.awaitSettled(feed.records());
        Quantiles millis = latencies(bed, run.output());
        run.finish();
        bed.topics().delete(feed.topic());
        return millis;
    }

    /** The milliseconds that each record took to an output where all are. */
    public Quantiles latencies(Bed bed, String output) {
        return Quantiles.of(latencies(appended(bed, feed.topic()), appended(bed, output)));
    }

    /** Sends all, which takes its time. */
    public void send(Bed bed) {
        long start = System.nanoTime();
        Optional<Future<RecordMetadata>> last = Optional.empty();
        try (KafkaProducer<byte[], byte[]> producer = bed.topics().producer()) {
            for (int i = 0; i < feed.records(); i++) {
                long wait = start + i * 1_000_000_000L / perSecond - System.nanoTime();
                if (wait > 0) {
                    Bed.pause(Duration.ofNanos(wait));
                }
                last = Optional.of(producer.send(record(i)));
            }
            last.orElseThrow().get();
        } catch (ExecutionException e) {
            throw new BenchFailedException("The broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("Interrupted", e);
        }
    }

    private String key(int number) {
        return SampleRecords.key(number % feed.filled(), number / feed.filled());
    }

    private ProducerRecord<byte[], byte[]> record(int number) {
        String key = key(number);
        byte[] keyBytes = key.getBytes(StandardCharsets.US_ASCII);
        return new ProducerRecord<>(feed.topic(), number % feed.filled(), keyBytes, SampleRecords.value(key));
    }

    private Map<String, Long> appended(Bed bed, String topic) {
        Map<String, Long> times = new HashMap<>();
        bed.topics()
                .read(
                        topic,
                        feed.records(),
                        record -> times.put(new String(record.key(), StandardCharsets.US_ASCII), record.timestamp()));
        return times;
    }

    private List<Double> latencies(Map<String, Long> in, Map<String, Long> out) {
        List<Double> millis = new ArrayList<>();
        for (int i = warmUp; i < feed.records(); i++) {
            millis.add((double) (out.getOrDefault(key(i), Long.MAX_VALUE) - in.getOrDefault(key(i), 0L)));
        }
        return millis;
    }
}
