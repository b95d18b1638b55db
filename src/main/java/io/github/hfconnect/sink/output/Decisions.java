package io.github.hfconnect.sink.output;

import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What is to be done with finished records. A decision may rest on those before it in the same lane, so that whoever writes says
 * what has become of them.
 */
public interface Decisions {

    /**
     * Decides about the next record of a lane, as if what was decided before were written.
     *
     * @throws ConnectException where no record can be written
     */
    OutputDecision of(LaneRecord record) throws InterruptedException;

    /** What was decided is written. */
    void written(LaneRecord record, OutputDecision.Emit emit);

    /**
     * A topic does not take some of it, while the rest may be written.
     *
     * @return what has to be written because of that
     */
    List<ProducerRecord<byte[], byte[]>> halfWritten(LaneRecord record, OutputDecision.Emit emit);

    /** Nothing of what was decided for a lane and is not {@link #written} will be. */
    void revoke(PartitionLane lane);

    /**
     * Has a look, where writes do not come to an end, at what they need besides output topics.
     *
     * @throws ConnectException where it is not there
     */
    void look();

    /** Each record by itself. */
    static Decisions of(OutputMapper mapper) {
        return new Decisions() {
            @Override
            public OutputDecision of(LaneRecord record) throws InterruptedException {
                return mapper.disposition(record.record(), record.outcome());
            }

            @Override
            public void written(LaneRecord record, OutputDecision.Emit emit) {}

            @Override
            public List<ProducerRecord<byte[], byte[]>> halfWritten(LaneRecord record, OutputDecision.Emit emit) {
                return List.of();
            }

            @Override
            public void revoke(PartitionLane lane) {}

            @Override
            public void look() {}
        };
    }
}
