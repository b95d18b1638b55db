package io.github.hfconnect.sink;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.Postponed.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;

/** What a record wants to know, as requests to the model. For the task thread. */
final class Questions {

    private final Division division;
    private final RequestCoalescer coalescer;
    private final int turn;
    private final Postponed postponed;

    /**
     * The questions of one task.
     *
     * @param turn how many requests of one record stand in the queue at a time. Where there are more, the next ones join its end when
     *     these have left, so that a long document takes turns with other records
     * @param time by which a record that cannot be cut now is tried again
     */
    Questions(Division division, RequestCoalescer coalescer, int turn, Time time) {
        this.postponed = new Postponed(time);
        this.division = division;
        this.coalescer = coalescer;
        this.turn = turn;
    }

    /**
     * Takes in what a record wants to know.
     *
     * @param toAsk is given the requests to put to the model now; others follow them. None yet of a record that cannot be cut now
     */
    void ask(WholeRecord record, Input input, Consumer<CoalescedRequest> toAsk) {
        if (postponed.isEmpty()) {
            tryToAsk(record, input, toAsk);
        } else {
            postponed.add(record, input);
        }
    }

    /** The same of records that could not be cut before. */
    void askPostponed(Consumer<CoalescedRequest> toAsk) {
        for (Optional<Waiting> next = postponed.next(); next.isPresent(); next = postponed.next()) {
            tryToAsk(next.get().record(), next.get().input(), toAsk);
        }
    }

    private void tryToAsk(WholeRecord record, Input input, Consumer<CoalescedRequest> toAsk) {
        try {
            ask(record, division.of(record.record(), input), toAsk);
        } catch (InferenceException e) {
            refused(new Waiting(record, input), e.failure());
        }
    }

    private void refused(Waiting asking, Failure failure) {
        if (failure.kind() == FailureKind.MISCONFIGURED) {
            throw new ConnectException(failure.describe());
        }
        if (failure.kind().isOutage()) {
            postponed.addAgain(asking, failure);
        } else {
            asking.record().answered(new Outcome.Failed(failure));
        }
    }

    private void ask(WholeRecord record, Parts parts, Consumer<CoalescedRequest> toAsk) {
        record.record().asksFor(parts.inputs().size());
        if (parts.inputs().isEmpty()) {
            record.answered(parts.outcome(List.of()));
        } else if (parts.isUndivided()) {
            coalescer.ask(record, parts.inputs().get(0)).ifPresent(toAsk);
        } else {
            inTurns(ofEach(parts, new DividedRecord(record, parts))).forEach(toAsk);
        }
    }

    private List<CoalescedRequest> ofEach(Parts parts, DividedRecord record) {
        List<CoalescedRequest> requests = new ArrayList<>();
        for (int i = 0; i < parts.inputs().size(); i++) {
            coalescer.ask(record.part(i), parts.inputs().get(i)).ifPresent(requests::add);
        }
        return requests;
    }

    private List<CoalescedRequest> inTurns(List<CoalescedRequest> requests) {
        for (int next = turn; next < requests.size(); next += turn) {
            requests.get(next - 1).followedBy(requests.subList(next, Math.min(requests.size(), next + turn)));
        }
        return requests.subList(0, Math.min(turn, requests.size()));
    }
}
