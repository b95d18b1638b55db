package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Outcome;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Converts a record without a prediction, to see whether it can be written before a call is paid for: once for each schema, because it is
 * the names and types of the fields that a converter or a registry refuses. For one thread.
 */
public final class WriteTrial {

    private final OutputMapper output;
    private final UnaryOperator<SinkRecord> sample;
    private final TriedSchemas tried = new TriedSchemas();

    /**
     * A trial of no schema yet.
     *
     * @param sample what would be written of a record without a prediction
     */
    public WriteTrial(OutputMapper output, UnaryOperator<SinkRecord> sample) {
        this.output = output;
        this.sample = sample;
    }

    /**
     * Why a record cannot be written, or empty.
     *
     * @throws ConnectException where no record can
     */
    public Optional<Outcome.Failed> refusal(SinkRecord record) {
        if (!tried.isNew(record.valueSchema())) {
            return Optional.empty();
        }
        String topic = output.likelyTopic(record);
        try {
            output.tryOut(topic, sample.apply(record));
        } catch (RuntimeException e) {
            if (!isToBeSeen(ConversionFault.of(e))) {
                return Optional.of(refused(topic, record, e));
            }
        }
        tried.add(record.valueSchema());
        return Optional.empty();
    }

    /**
     * A registry that is away is waited for where records leave, not by the task thread; and a schema that is not registered for the topic
     * of records without a prediction may be for that of a route.
     */
    private boolean isToBeSeen(ConversionFault fault) {
        return fault == ConversionFault.PASSING || (fault == ConversionFault.UNREGISTERED && output.isRouted());
    }

    /** The record's own failure, or the end of the task. */
    private Outcome.Failed refused(String topic, SinkRecord record, RuntimeException reason) {
        if (ConversionFault.of(reason).isConfigurations()) {
            throw OutputMapper.cannotWork(topic, reason);
        }
        // Whatever a converter says of data is one of Kafka's exceptions; a name that it cannot spell is none. But
        // where the record is refused without our fields too, it is the record that the converter chokes on.
        if (reason instanceof KafkaException || !isWritableUnchanged(topic, record)) {
            return new Outcome.Failed(OutputMapper.notWritten(topic, reason));
        }
        throw new ConnectException(
                "No prediction can be written to " + topic + ": the converter " + output.valueConverter()
                        + " (`output.value.converter`) refuses its fields: " + Causes.of(reason)
                        + ". Rename what is refused (`output.field`, `output.metadata.field`, a property of"
                        + " `response.schema`), or set another `output.value.converter`",
                reason);
    }

    private boolean isWritableUnchanged(String topic, SinkRecord record) {
        try {
            output.tryOut(topic, record);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
