package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.metrics.Disposition;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is to be done with a record whose outcome is known. */
public sealed interface OutputDecision {

    /** Write it. */
    record Emit(ProducerRecord<byte[], byte[]> output, Disposition fate) implements OutputDecision {}

    /** Hand it to Connect's errant record reporter. */
    record Report(Failure failure) implements OutputDecision {}

    /** Leave it out, as configured. */
    record Drop() implements OutputDecision {}
}
