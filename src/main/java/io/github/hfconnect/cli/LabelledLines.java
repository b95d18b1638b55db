package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.LabelScore;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.wiring.Enrichment;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Lines of which people have said what they are, and what a model says to them. */
final class LabelledLines {

    /** How many lines are held while they are asked about; a call carries as many of them as the endpoint takes. */
    private static final int AT_ONCE = 256;

    private final Enrichment enrichment;
    private final String label;
    private final Truth truth;
    private final @Nullable FieldPath group;
    private final Console console;
    private final List<Judged> judged = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private int left;

    /**
     * A reader of lines.
     *
     * @param label whose score is wanted
     * @param group the field by whose values lines are counted apart, or null
     */
    LabelledLines(Enrichment enrichment, String label, Truth truth, @Nullable FieldPath group, Console console) {
        this.enrichment = enrichment;
        this.label = label;
        this.truth = truth;
        this.group = group;
        this.console = console;
    }

    private record Asked(int line, Input input, boolean positive, String group) {}

    /**
     * Asks about all lines.
     *
     * @return those that were given a score
     * @throws CliException where the endpoint does not answer
     */
    List<Judged> judge(BufferedReader lines) throws IOException, InterruptedException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                read(line, number);
            }
            if (asked.size() == AT_ONCE) {
                ask();
            }
        }
        ask();
        return judged;
    }

    /** How many lines are in no table, because something is missing of them; each was told. */
    int left() {
        return left;
    }

    private void read(String line, int number) {
        try {
            Object value = JsonLines.parse(line);
            boolean positive = truth.of(value);
            String in = group == null ? "" : String.valueOf(group.read(value));
            Reading reading = enrichment.mapper().input(null, value);
            if (reading instanceof Reading.Ask ask) {
                asked.add(new Asked(number, ask.input(), positive, in));
            } else {
                leave(number, reason(((Reading.Settled) reading).outcome()));
            }
        } catch (DataException e) {
            leave(number, JsonLines.reason(e));
        }
    }

    private void ask() throws InterruptedException {
        List<Outcome> outcomes =
                enrichment.enricher().enrich(asked.stream().map(Asked::input).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            judge(asked.get(i), outcomes.get(i));
        }
        asked.clear();
    }

    private void judge(Asked line, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed && !failed.ownFault()) {
            throw new CliException(
                    "The endpoint does not answer: " + failed.failure().describe());
        }
        OptionalDouble score = score(outcome);
        if (score.isPresent()) {
            judged.add(new Judged(score.getAsDouble(), line.positive(), line.group()));
        } else {
            leave(line.line(), reason(outcome));
        }
    }

    private OptionalDouble score(Outcome outcome) {
        Optional<LabelScore> found = LabelScore.of(outcome.predictedValue(), label);
        return found.isPresent() ? OptionalDouble.of(found.get().score()) : OptionalDouble.empty();
    }

    private String reason(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.failure().describe();
        }
        return outcome instanceof Outcome.Enriched
                ? "the model gives no score for the label " + label + ", but says "
                        + LabelScore.best(outcome.predictedValue())
                                .map(LabelScore::label)
                                .orElse("no label at all")
                : "there is nothing to ask about";
    }

    private void leave(int number, String reason) {
        left++;
        console.say("line " + number + ": " + reason);
    }
}
