package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A million documents that were written before: how long until a task knows them, and how much memory they take. */
final class DocumentMemory implements Scenario {

    private static final int DOCUMENTS = 1_000_000;
    private static final int PIECES = 4;
    private static final int PARTITIONS = 8;

    /** Of a state: a mark, and the fingerprint of the connector's settings. */
    private static final int HEAD = 1 + Long.BYTES;

    @Override
    public String name() {
        return "document-memory";
    }

    @Override
    public String summary() {
        return "1,000,000 documents of 4 pieces: reading back what was written of them, and the memory that it takes";
    }

    @Override
    public List<String> keys() {
        return List.of("chunk.state.topic");
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        bed.endpoint().follow(Script.latency(Duration.ofMillis(1)));
        Feed feed = Feed.samples(bed.newName(name()), PARTITIONS, PARTITIONS);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        String state = feed.topic() + ".pieces";
        String name = bed.newName("documents");
        Map<String, String> connector = settings().connector(bed, feed.topic(), name + ".out");
        bed.topics().create(name + ".out", PARTITIONS);
        start(bed, name, connector, PARTITIONS);
        double before = settledHeap(bed);
        bed.worker().rest().delete(name);
        write(bed, state, sample(bed, state));

        long began = System.nanoTime();
        start(bed, name, connector, PARTITIONS + DOCUMENTS);
        double seconds = (System.nanoTime() - began) / 1e9;
        double after = settledHeap(bed);
        bed.worker().rest().delete(name);
        bed.topics().delete(state);
        return List.of(
                Figure.of("until they are known", "s", seconds).atMost(20),
                Figure.of("memory per document", "bytes", (after - before) / DOCUMENTS)
                        .atMost(150));
    }

    /** What an earlier connector of the worker held may take a moment to go. */
    private static double settledHeap(Bed bed) {
        double heap = bed.probe().liveHeapBytes();
        double earlier;
        do {
            earlier = heap;
            Bed.pause(Duration.ofSeconds(2));
            heap = bed.probe().liveHeapBytes();
        } while (heap < 0.99 * earlier);
        return heap;
    }

    private static SinkSettings settings() {
        return new SinkSettings()
                .set("chunk.mode", "records")
                .set("chunk.state.topic", "${topic}.pieces")
                .set("chunk.skip.unchanged", true)
                .set("delivery.guarantee", "exactly-once");
    }

    private static void start(Bed bed, String name, Map<String, String> connector, long documents) {
        bed.worker().rest().put(name, connector);
        bed.worker().rest().awaitRunning(name, 1);
        while (bed.probe().sum(name, "documents") < documents) {
            Bed.pause(Duration.ofMillis(50));
        }
    }

    /** Any state of this connector: others differ from it in their hashes alone. */
    private static ConsumerRecord<byte[], byte[]> sample(Bed bed, String state) {
        List<ConsumerRecord<byte[], byte[]>> states = new ArrayList<>();
        bed.topics().read(state, PARTITIONS, states::add);
        return states.get(0);
    }

    private static void write(Bed bed, String topic, ConsumerRecord<byte[], byte[]> sample) {
        ByteBuffer value = ByteBuffer.allocate(HEAD + 2 * Integer.BYTES + PIECES * Long.BYTES)
                .put(sample.value(), 0, HEAD)
                .putInt(0)
                .putInt(PIECES);
        try (KafkaProducer<byte[], byte[]> producer = bed.topics().producer()) {
            for (int i = 0; i < DOCUMENTS; i++) {
                byte[] key = ("document-" + i).getBytes(StandardCharsets.US_ASCII);
                byte[] state =
                        value.putLong(HEAD + 2 * Integer.BYTES, i).array().clone();
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(topic, i % PARTITIONS, key, state, sample.headers()));
            }
        }
    }
}
