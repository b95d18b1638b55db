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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what is to be done with a record whose outcome is known, and makes the record that is to be written. Safe for use by several threads. */
public final class OutputMapper {

    private static final Logger log = LoggerFactory.getLogger(OutputMapper.class);

    private static final Outcome NOTHING = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);

    private final RecordMapper mapper;
    private final TopicChoice topics;
    private final OnFailure onFailure;
    private final @Nullable SourceHeaders sourceHeaders;
    private final ThreadLocal<OutputSerializer> serializer;
    private final TriedSchemas tried = new TriedSchemas();
    private final ConverterAbsence absence;
    private final LogLimit drops;

    /**
     * A mapper.
     *
     * @param sourceHeaders null where output records carry no headers of ours
     * @param serializers asked once for each thread
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
        this.serializer = ThreadLocal.withInitial(serializers);
        this.absence = new ConverterAbsence(time);
        this.drops = new LogLimit(time);
        // A converter that is not there, or does not configure, is told now and not by the first record that is paid
        // for.
        var unused = serializer.get();
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

    /**
     * Writes a record without a prediction, to see whether it can be written before a call is paid for: once for each schema,
     * because it is the names and types of the fields that a converter or a registry refuses. For one thread.
     *
     * @return why this record cannot be written, or empty
     * @throws ConnectException where no record can
     */
    public Optional<Outcome.Failed> refusal(SinkRecord record) {
        return refusal(record, () -> withValue(record, mapper.enriched(record.valueSchema(), record.value(), NOTHING)));
    }

    /** The same of what becomes of a record otherwise. */
    public Optional<Outcome.Failed> refusal(SinkRecord record, Supplier<SinkRecord> written) {
        if (!tried.isNew(record.valueSchema())) {
            return Optional.empty();
        }
        String topic = topic(record, NOTHING).orElse(record.topic());
        try {
            SinkRecord output = written.get();
            ProducerRecord<byte[], byte[]> unused =
                    serializer.get().serialize(topic, output, new SchemaAndValue(output.valueSchema(), output.value()));
        } catch (RuntimeException e) {
            // A registry that is away is waited for where records leave, not by the task thread.
            if (ConversionFault.of(e) != ConversionFault.PASSING) {
                return Optional.of(refused(topic, record, e));
            }
        }
        tried.add(record.valueSchema());
        return Optional.empty();
    }

    private static SinkRecord withValue(SinkRecord record, SchemaAndValue value) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                value.schema(),
                value.value(),
                record.timestamp());
    }

    /** The record's own failure, or the end of the task. */
    private Outcome.Failed refused(String topic, SinkRecord record, RuntimeException reason) {
        if (ConversionFault.of(reason) == ConversionFault.LASTING) {
            throw cannotWork(topic, reason);
        }
        // Whatever a converter says of data is one of Kafka's exceptions; a name that it cannot spell is none. But
        // where the
        // record is refused without our fields too, it is the record that the converter chokes on.
        if (reason instanceof KafkaException || !isWritableUnchanged(topic, record)) {
            return new Outcome.Failed(notWritten(topic, reason));
        }
        throw new ConnectException(
                "No prediction can be written to " + topic + ": the converter "
                        + serializer.get().valueConverter()
                        + " (`output.value.converter`) refuses its fields: " + Causes.of(reason)
                        + ". Rename what is refused (`output.field`, `output.metadata.field`, a property of"
                        + " `response.schema`), or set another `output.value.converter`",
                reason);
    }

    private boolean isWritableUnchanged(String topic, SinkRecord record) {
        try {
            SchemaAndValue value = new SchemaAndValue(record.valueSchema(), record.value());
            ProducerRecord<byte[], byte[]> unused = serializer.get().serialize(topic, record, value);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
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
            if (ConversionFault.of(e) == ConversionFault.LASTING) {
                throw cannotWork(topic, e);
            }
            return new OutputDecision.Report(notWritten(topic, e));
        }
    }

    private static ConnectException cannotWork(String topic, RuntimeException reason) {
        return new ConnectException("The converter for " + topic + " cannot work: " + Causes.of(reason), reason);
    }

    private static Failure notWritten(String topic, RuntimeException reason) {
        return Failure.of(
                FailureKind.REJECTED, "The enriched record cannot be written to " + topic + ": " + Causes.of(reason));
    }

    private ProducerRecord<byte[], byte[]> serialized(String topic, SinkRecord record, SchemaAndValue value)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                ProducerRecord<byte[], byte[]> output = serializer.get().serialize(topic, record, value);
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
}
