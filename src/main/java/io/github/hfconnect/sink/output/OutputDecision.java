package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.metrics.Disposition;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is to be done with a record whose outcome is known. */
public sealed interface OutputDecision {

    /**
     * Write what belongs together.
     *
     * @param outputs in their order
     * @param conclusions that say that the outputs stand, and are therefore not written before those
     */
    record Emit(
            List<ProducerRecord<byte[], byte[]>> outputs,
            List<ProducerRecord<byte[], byte[]>> conclusions,
            Disposition disposition)
            implements OutputDecision {

        public Emit {
            outputs = List.copyOf(outputs);
            conclusions = List.copyOf(conclusions);
        }

        /** One output. */
        public static Emit of(ProducerRecord<byte[], byte[]> output, Disposition disposition) {
            return new Emit(List.of(output), List.of(), disposition);
        }

        /** Nothing to write. */
        public static Emit nothing(Disposition disposition) {
            return new Emit(List.of(), List.of(), disposition);
        }

        /** How many records are written. */
        public int size() {
            return outputs.size() + conclusions.size();
        }

        /** The bytes of their values. */
        public long bytes() {
            return outputs.stream()
                    .mapToLong(output -> output.value() == null ? 0 : output.value().length)
                    .sum();
        }
    }

    /** Hand it to Connect's errant record reporter. */
    record Report(Failure failure) implements OutputDecision {}

    /** Leave it out, as configured. */
    record Drop() implements OutputDecision {}
}
