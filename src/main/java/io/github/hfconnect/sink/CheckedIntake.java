package io.github.hfconnect.sink;

import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.sink.output.OutputMapper;
import org.apache.kafka.connect.sink.SinkRecord;

/** Sees before a call is paid for whether a record can be written at all. */
record CheckedIntake(RecordMapper mapper, OutputMapper output) implements Intake {

    @Override
    public Reading read(SinkRecord record) {
        Reading reading = mapper.input(record.valueSchema(), record.value());
        return reading instanceof Reading.Ask
                ? output.refusal(record).<Reading>map(Reading.Settled::new).orElse(reading)
                : reading;
    }
}
