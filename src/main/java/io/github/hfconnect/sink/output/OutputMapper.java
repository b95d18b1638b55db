package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.OnFailure;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.record.RecordMapper;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what is to be done with a record whose outcome is known, and makes the record that is to be written. Safe for use by several threads. */
public final class OutputMapper {

    private static final Logger log = LoggerFactory.getLogger(OutputMapper.class);

    private final RecordMapper mapper;
    private final TopicChoice topics;
    private final OnFailure onFailure;
    private final @Nullable SourceHeaders sourceHeaders;
    private final ThreadLocal<OutputSerializer> serializer;
    private final TriedSchemas tried = new TriedSchemas();

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
            Supplier<OutputSerializer> serializers) {
        this.mapper = mapper;
        this.topics = topics;
        this.onFailure = onFailure;
        this.sourceHeaders = sourceHeaders;
        this.serializer = ThreadLocal.withInitial(serializers);
    }

    public OutputDecision disposition(SinkRecord record, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed && onFailure != OnFailure.ANNOTATE) {
            boolean dropped = onFailure == OnFailure.DROP && failed.ownFault();
            return dropped ? dropped(record, failed.failure()) : new OutputDecision.Report(failed.failure());
        }
        Optional<String> topic = topics.topic(record.topic(), outcome);
        return topic.isEmpty() ? new OutputDecision.Drop() : emit(topic.get(), record, outcome);
    }

    /** The record as it has come to the sink, for a topic of dead letters. */
    public ProducerRecord<byte[], byte[]> unchanged(String topic, SinkRecord record) {
        return serializer.get().serialize(topic, record, new SchemaAndValue(record.valueSchema(), record.value()));
    }

    private static OutputDecision dropped(SinkRecord record, Failure failure) {
        log.warn(
                "Dropped, as on.failure=drop says: {}-{}@{}. {}",
                record.topic(),
                record.kafkaPartition(),
                record.kafkaOffset(),
                failure.describe());
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
        if (!tried.isNew(record.valueSchema())) {
            return Optional.empty();
        }
        Outcome empty = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);
        String topic = topics.topic(record.topic(), empty).orElse(record.topic());
        try {
            if (emit(topic, record, empty) instanceof OutputDecision.Report report) {
                return Optional.of(new Outcome.Failed(report.failure()));
            }
        } catch (RuntimeException e) {
            throw new ConnectException(
                    "No prediction can be written to " + topic + ": the converter "
                            + serializer.get().valueConverter()
                            + " refuses its fields (" + e.getMessage()
                            + "). Rename them (output.field, response.schema), or set"
                            + " another output.value.converter",
                    e);
        }
        tried.add(record.valueSchema());
        return Optional.empty();
    }

    private OutputDecision emit(String topic, SinkRecord record, Outcome outcome) {
        try {
            SchemaAndValue enriched = mapper.enriched(record.valueSchema(), record.value(), outcome);
            ProducerRecord<byte[], byte[]> output = serializer.get().serialize(topic, record, enriched);
            if (sourceHeaders != null) {
                sourceHeaders.addTo(output.headers(), record);
            }
            return new OutputDecision.Emit(output, Disposition.of(outcome));
        } catch (DataException | SerializationException e) {
            String message = "The enriched record cannot be written to " + topic + ": " + e.getMessage();
            return new OutputDecision.Report(Failure.of(FailureKind.REJECTED, message));
        }
    }
}
