package io.github.hfconnect.sink;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.Postponed.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;

/** Takes records in and makes requests to the model of them: cut, and without what others ask already. For the task thread. */
final class RequestIntake {

    private final Division division;
    private final RequestCoalescer coalescer;
    private final int turn;
    private final Postponed postponed;
    private final Time time;

    /** When whoever is not cut yet has to wait for the next turn. */
    private long turnEnds;

    /**
     * How long a poll's records are cut, a document more or less: cutting by tokens asks a server, and the thread that cuts has to poll, and to
     * stop within the 5 s that Connect gives a task ({@code task.shutdown.graceful.timeout.ms}).
     */
    private static final Duration TURN = Duration.ofSeconds(1);

    /**
     * The intake of one task.
     *
     * @param turn how many requests of one record stand in the queue at a time. Where there are more, the next ones join its end when
     *     these have left, so that a long document takes turns with other records
     * @param time by which a record that cannot be cut now is tried again
     */
    RequestIntake(Division division, RequestCoalescer coalescer, int turn, Time time) {
        this.postponed = new Postponed(time);
        this.time = time;
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
        if (postponed.isEmpty() && isTurn()) {
            tryToAsk(record, input, toAsk);
        } else {
            postponed.add(record, input);
        }
    }

    /** Begins a turn, in which records that could not be cut before come first. */
    void begin(Consumer<CoalescedRequest> toAsk) {
        turnEnds = time.nanos() + TURN.toNanos();
        for (Optional<Waiting> next = nextPostponed(); next.isPresent(); next = nextPostponed()) {
            tryToAsk(next.get().record(), next.get().input(), toAsk);
        }
    }

    private Optional<Waiting> nextPostponed() {
        return isTurn() ? postponed.next() : Optional.empty();
    }

    private boolean isTurn() {
        return turnEnds - time.nanos() > 0;
    }

    private void tryToAsk(WholeRecord record, Input input, Consumer<CoalescedRequest> toAsk) {
        try {
            ask(record, division.of(record.record(), input), toAsk);
            postponed.wasCut();
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
