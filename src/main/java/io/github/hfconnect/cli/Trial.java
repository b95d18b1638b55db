package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.wiring.Inquiry;
import java.io.BufferedReader;
import java.io.IOException;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Lines in, enriched lines out, one call at a time and in order, so that a line's answer is there before the next is typed. */
final class Trial {

    private final Inquiry inquiry;
    private final Console console;

    Trial(Inquiry inquiry, Console console) {
        this.inquiry = inquiry;
        this.console = console;
    }

    /**
     * Enriches until the lines end, or a failure is met that would meet every other line.
     *
     * @return whether each line was enriched or passed
     */
    boolean run(BufferedReader lines) throws IOException, InterruptedException {
        boolean allWell = true;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            Outcome.Failed failed = line.isBlank() ? null : enrich(line, number);
            if (failed != null && !failed.ownFault()) {
                return false;
            }
            allWell &= failed == null;
        }
        return allWell;
    }

    private Outcome.@Nullable Failed enrich(String line, int number) throws InterruptedException {
        Outcome outcome = outcome(line);
        if (outcome instanceof Outcome.Failed failed) {
            console.say("line " + number + ": " + failed.failure().describe());
            return failed;
        }
        SchemaAndValue enriched = mapper().enriched(null, JsonLines.parse(line), outcome);
        console.result(JsonLines.format(enriched));
        return null;
    }

    private RecordMapper mapper() {
        return inquiry.enrichment().mapper();
    }

    private Outcome outcome(String line) throws InterruptedException {
        Reading reading;
        try {
            reading = mapper().input(null, JsonLines.parse(line));
        } catch (DataException e) {
            return new Outcome.Failed(Failure.of(FailureKind.REJECTED, "The line is not JSON: " + JsonLines.reason(e)));
        }
        if (reading instanceof Reading.Settled settled) {
            return settled.outcome();
        }
        return inquiry.about(((Reading.Ask) reading).input());
    }
}
