package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.metrics.Fate;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is to be done with a record whose outcome is known. */
public sealed interface Disposition {

    /** Write it. */
    record Emit(ProducerRecord<byte[], byte[]> output, Fate fate) implements Disposition {}

    /** Hand it to Connect's errant record reporter. */
    record Report(Failure failure) implements Disposition {}

    /** Leave it out, as configured. */
    record Drop() implements Disposition {}
}
