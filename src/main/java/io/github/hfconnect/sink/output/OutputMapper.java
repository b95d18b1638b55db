package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.resilience.LogLimit;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what is to be done with a record whose outcome is known, and makes the record that is to be written. Safe for use by several threads. */
public final class OutputMapper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutputMapper.class);

    private static final Outcome NOTHING = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);

    private final RecordMapper mapper;
    private final TopicChoice topics;
    private final OnFailure onFailure;
    private final @Nullable SourceHeaders sourceHeaders;
    private final Serializers serializers;
    private final ConverterAbsence absence;
    private final LogLimit drops;

    /**
     * A mapper.
     *
     * @param sourceHeaders null where output records carry no headers of ours
     * @param serializers asked once for each of the threads that are at it at once
     */
    public OutputMapper(
            RecordMapper mapper,
            TopicChoice topics,
            OnFailure onFailure,
            @Nullable SourceHeaders sourceHeaders,
            Supplier<OutputSerializer> serializers,
            Time time) {
        this.mapper = mapper;
        this.topics = topics;
        this.onFailure = onFailure;
        this.sourceHeaders = sourceHeaders;
        this.serializers = new Serializers(serializers);
        this.absence = new ConverterAbsence(time);
        this.drops = new LogLimit(time);
    }

    /**
     * What is to be done with a record.
     *
     * @throws ConnectException where a converter's configuration is at fault
     */
    public OutputDecision disposition(SinkRecord record, Outcome outcome) throws InterruptedException {
        if (outcome instanceof Outcome.Failed failed && onFailure != OnFailure.ANNOTATE) {
            return failed(record, failed);
        }
        Destination destination = topics.destination(record, outcome);
        return destination.isNowhere()
                ? new OutputDecision.Drop()
                : orReport(destination.topic(), () -> emit(destination, record, outcome));
    }

    /** What is to be done with a record that has failed. */
    public OutputDecision failed(SinkRecord record, Outcome.Failed failed) {
        boolean dropped = onFailure == OnFailure.DROP && failed.ownFault();
        return dropped ? dropped(record, failed.failure()) : new OutputDecision.Report(failed.failure());
    }

    /** The topic that a record goes to, or empty where it is to be left out. */
    public Optional<String> topic(SinkRecord record, Outcome outcome) {
        Destination destination = topics.destination(record, outcome);
        return destination.isNowhere() ? Optional.empty() : Optional.of(destination.topic());
    }

    /** The record as it has come to the sink, for a topic of dead letters. */
    public ProducerRecord<byte[], byte[]> unchanged(String topic, SinkRecord record) throws InterruptedException {
        return serialized(topic, record, new SchemaAndValue(record.valueSchema(), record.value()));
    }

    private OutputDecision dropped(SinkRecord record, Failure failure) {
        drops.next()
                .ifPresent(note -> log.warn(
                        "Dropped, as on.failure=drop says: {}-{}@{}. {}{}",
                        record.topic(),
                        record.kafkaPartition(),
                        record.kafkaOffset(),
                        failure.describe(),
                        note));
        return new OutputDecision.Drop();
    }

    /** What would be written of a record that has no prediction yet. */
    public SinkRecord withoutPrediction(SinkRecord record) {
        SchemaAndValue value = mapper.enriched(record.valueSchema(), record.value(), NOTHING);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                value.schema(),
                value.value(),
                record.timestamp());
    }

    /** The topic that a record would go to, as far as it can be told without a prediction. */
    String likelyTopic(SinkRecord record) {
        return topic(record, NOTHING).orElse(record.topic());
    }

    /** Whether a prediction decides about the topic. */
    boolean isRouted() {
        return topics.isRouted();
    }

    /** Converts a record and forgets what has become of it; throws what the converter does. */
    void tryOut(String topic, SinkRecord record) {
        SchemaAndValue value = new SchemaAndValue(record.valueSchema(), record.value());
        ProducerRecord<byte[], byte[]> unused = serializers.use(free -> free.serialize(topic, record, value));
    }

    /** The class of the converter that values are written with. */
    String valueConverter() {
        return serializers.use(OutputSerializer::valueConverter);
    }

    private OutputDecision emit(Destination destination, SinkRecord record, Outcome outcome)
            throws InterruptedException {
        SchemaAndValue enriched = mapper.enriched(record.valueSchema(), record.value(), outcome);
        return OutputDecision.Emit.of(
                output(destination.topic(), record, destination.redacted(enriched), record), Disposition.of(outcome));
    }

    /**
     * A record as it is to be written, with the headers that say where it comes from. Waits where a converter cannot work for now;
     * the answer is paid for, and the record in order.
     *
     * @param source the record that has come to the sink
     */
    public ProducerRecord<byte[], byte[]> output(
            String topic, SinkRecord record, SchemaAndValue value, SinkRecord source) throws InterruptedException {
        ProducerRecord<byte[], byte[]> output = serialized(topic, record, value);
        if (sourceHeaders != null) {
            sourceHeaders.addTo(output.headers(), source);
        }
        return output;
    }

    /** Makes a decision. */
    @FunctionalInterface
    public interface Attempt {
        OutputDecision decide() throws InterruptedException;
    }

    /**
     * A decision, or that the record is to be reported because it cannot be written.
     *
     * @throws ConnectException where a converter's configuration is at fault
     */
    public OutputDecision orReport(String topic, Attempt attempt) throws InterruptedException {
        try {
            return attempt.decide();
        } catch (RuntimeException e) {
            if (ConversionFault.of(e).isConfigurations()) {
                throw cannotWork(topic, e);
            }
            return new OutputDecision.Report(notWritten(topic, e));
        }
    }

    static ConnectException cannotWork(String topic, RuntimeException reason) {
        String remedy = ConversionFault.of(reason) == ConversionFault.UNREGISTERED
                ? ". Register the schema of the enriched records, or let the converter do so"
                        + " (`output.value.converter.auto.register.schemas=true` for Confluent's,"
                        + " `output.value.converter.apicurio.registry.auto-register=true` for Apicurio's)"
                : "";
        return new ConnectException(
                "The converter for " + topic + " cannot work: " + Causes.of(reason) + remedy, reason);
    }

    static Failure notWritten(String topic, RuntimeException reason) {
        return Failure.of(
                FailureKind.REJECTED, "The enriched record cannot be written to " + topic + ": " + Causes.of(reason));
    }

    private ProducerRecord<byte[], byte[]> serialized(String topic, SinkRecord record, SchemaAndValue value)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                ProducerRecord<byte[], byte[]> output = serializers.use(free -> free.serialize(topic, record, value));
                absence.over();
                return output;
            } catch (RuntimeException e) {
                ConversionFault.requireNotInterrupted(e);
                if (ConversionFault.of(e) != ConversionFault.PASSING) {
                    throw e;
                }
                absence.pause(tries, topic, e);
            }
        }
    }

    /** Closes the converters. */
    @Override
    public void close() {
        serializers.close();
    }
}
