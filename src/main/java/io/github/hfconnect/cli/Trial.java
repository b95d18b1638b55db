package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Lines in, enriched lines out, one call at a time and in order, so that a line's answer is there before the next is typed. */
final class Trial {

    private final RecordMapper mapper;
    private final Rehearsal rehearsal;
    private final Console console;

    Trial(RecordMapper mapper, Rehearsal rehearsal, Console console) {
        this.mapper = mapper;
        this.rehearsal = rehearsal;
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
        if (attempt(line, number) instanceof Outcome.Failed failed) {
            console.say("line " + number + ": " + failed.failure().describe());
            return failed;
        }
        return null;
    }

    /** Tells what would be written, unless it fails. */
    private Outcome attempt(String line, int number) throws InterruptedException {
        try {
            Object value = value(line);
            Outcome outcome = outcome(value, number);
            if (!(outcome instanceof Outcome.Failed)) {
                rehearsal.written(value, number, outcome).forEach(each -> console.result(JsonLines.format(each)));
            }
            return outcome;
        } catch (DataException e) {
            return new Outcome.Failed(Failure.of(FailureKind.REJECTED, String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable Object value(String line) {
        try {
            return JsonLines.parse(line);
        } catch (DataException e) {
            throw new DataException("The line is not JSON: " + JsonLines.reason(e));
        }
    }

    private Outcome outcome(@Nullable Object value, int number) throws InterruptedException {
        Reading reading = mapper.input(null, value);
        return reading instanceof Reading.Ask ask
                ? rehearsal.about(value, number, ask.input())
                : ((Reading.Settled) reading).outcome();
    }
}
