package io.github.hfconnect.transform;

import io.github.hfconnect.config.ConverterSettings;
import io.github.hfconnect.config.DeadLetterTarget;
import io.github.hfconnect.inference.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String transform;
    private final RecordBytes bytes = new RecordBytes(ConverterSettings.SCHEMALESS_JSON.open(false));

    /**
     * A writer.
     *
     * @param transform class name, for a header
     */
    DeadLetterWriter(Producer<byte[], byte[]> producer, String topic, String transform) {
        this.producer = producer;
        this.topic = topic;
        this.transform = transform;
    }

    static DeadLetterWriter open(DeadLetterTarget target, String transform) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.putAll(target.producer());
        ByteArraySerializer serializer = new ByteArraySerializer();
        return new DeadLetterWriter(new KafkaProducer<>(settings, serializer, serializer), target.topic(), transform);
    }

    /**
     * Writes a record as it was before the transform.
     *
     * @throws RetriableException where the cluster does not take it for now, so that Connect may ask for it again
     * @throws ConnectException where it does not take it at all
     */
    void write(ConnectRecord<?> record, Failure failure) {
        try {
            producer.send(letter(record, failure)).get();
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
                record.timestamp(),
                bytes.bytes(record.keySchema(), record.key()),
                bytes.bytes(record.valueSchema(), record.value()),
                headers);
    }

    private ConnectException notWritten(@Nullable Throwable cause) {
        String message = "A dead letter could not be written to " + topic;
        // With errors.tolerance=all Connect skips the record whatever is thrown, so that this line is all there is of
        // it.
        log.error(message, cause);
        return cause instanceof org.apache.kafka.common.errors.RetriableException
                ? new RetriableException(message, cause)
                : new ConnectException(message, cause);
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
