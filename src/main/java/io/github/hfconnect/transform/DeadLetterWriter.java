package io.github.hfconnect.transform;

import io.github.hfconnect.config.ConverterSettings;
import io.github.hfconnect.config.keys.DeadLetterTarget;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.ClusterGate;
import io.github.hfconnect.record.WrittenTime;
import io.github.hfconnect.resilience.LogLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes failed records to a topic of their own, and waits until each is safe: only then may it leave the stream. */
final class DeadLetterWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterWriter.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final ClusterFaults FAULTS =
            new ClusterFaults(DeadLetterTarget.CLIENT, topic -> DeadLetterTarget.TOPIC, null);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private final String transform;
    private final LogLimit losses;
    private final RecordBytes bytes = new RecordBytes(ConverterSettings.SCHEMALESS_JSON.open(false));

    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * A writer.
     *
     * @param producers makes its producer for the first dead letter, or throws a RetriableException where the cluster is away
     * @param transform class name, for a header
     */
    DeadLetterWriter(Supplier<Producer<byte[], byte[]>> producers, String topic, String transform, Time time) {
        this.producers = producers;
        this.topic = topic;
        this.transform = transform;
        this.losses = new LogLimit(time);
    }

    /**
     * A writer to that cluster, at which it looks first.
     *
     * @throws ConnectException with what to change, where nothing could be written there
     */
    static DeadLetterWriter open(DeadLetterTarget target, String transform, Time time) {
        ClusterGate gate = new ClusterGate(DeadLetterTarget.CLIENT, target.producer(), time);
        gate.check();
        return new DeadLetterWriter(() -> producer(gate, target), target.topic(), transform, time);
    }

    private static Producer<byte[], byte[]> producer(ClusterGate gate, DeadLetterTarget target) {
        if (!gate.isOpen()) {
            throw new RetriableException("The cluster of " + DeadLetterTarget.CLIENT.servers() + " does not answer");
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.putAll(target.producer());
        ByteArraySerializer serializer = new ByteArraySerializer();
        try {
            return new KafkaProducer<>(settings, serializer, serializer);
        } catch (KafkaException e) {
            throw FAULTS.notMade(e);
        }
    }

    /**
     * Writes a record as it was before the transform.
     *
     * @throws RetriableException where the cluster does not take it for now, so that Connect may ask for it again
     * @throws ConnectException where it does not take it at all
     */
    void write(ConnectRecord<?> record, Failure failure) {
        try {
            producer().send(letter(record, failure)).get();
        } catch (ConnectException e) {
            throw e;
        } catch (ExecutionException | KafkaException e) {
            throw notWritten(e instanceof ExecutionException ? e.getCause() : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while a dead letter was being written", e);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(ConnectRecord<?> record, Failure failure) {
        RecordHeaders headers = bytes.headers(record);
        new FailureHeaders(transform, TaskThread.current()).addTo(headers, record, failure);
        return new ProducerRecord<>(
                topic,
                null,
                WrittenTime.of(record.timestamp()),
                bytes.bytes(record.keySchema(), record.key()),
                bytes.bytes(record.valueSchema(), record.value()),
                headers);
    }

    private ConnectException notWritten(@Nullable Throwable cause) {
        String message = "A dead letter could not be written to " + FAULTS.told(topic)
                + FAULTS.sentence(cause, null).map(sentence -> ". " + sentence).orElse("");
        // With errors.tolerance=all Connect skips the record whatever is thrown, and says nothing.
        losses.next().ifPresent(note -> log.error("{} ({}){}", message, cause, note));
        return cause instanceof org.apache.kafka.common.errors.RetriableException
                ? new RetriableException(message, cause)
                : new ConnectException(message, cause);
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
