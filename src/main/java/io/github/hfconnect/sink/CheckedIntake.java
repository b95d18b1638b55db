package io.github.hfconnect.sink;

import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.sink.output.WriteTrial;
import org.apache.kafka.connect.sink.SinkRecord;

/** Sees before a call is paid for whether a record can be written at all. */
record CheckedIntake(RecordMapper mapper, WriteTrial trial) implements Intake {

    @Override
    public Reading read(SinkRecord record) {
        Reading reading = mapper.input(record.valueSchema(), record.value());
        return reading instanceof Reading.Ask
                ? trial.refusal(record).<Reading>map(Reading.Settled::new).orElse(reading)
                : reading;
    }
}
