package io.github.hfconnect.sink;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What a record wants to know, as requests to the model. For the task thread. */
final class Questions {

    private final Division division;
    private final RequestCoalescer coalescer;
    private final int turn;

    /**
     * The questions of one task.
     *
     * @param turn how many requests of one record stand in the queue at a time. Where there are more, the next ones join its end when
     *     these have left, so that a long document takes turns with other records
     */
    Questions(Division division, RequestCoalescer coalescer, int turn) {
        this.division = division;
        this.coalescer = coalescer;
        this.turn = turn;
    }

    /** The requests to put to the model now; others follow them. */
    List<CoalescedRequest> of(WholeRecord record, Input input) {
        Parts parts;
        try {
            parts = division.of(record.record(), input);
        } catch (InferenceException e) {
            record.answered(new Outcome.Failed(e.failure()));
            return List.of();
        }
        record.record().asksFor(parts.inputs().size());
        if (parts.inputs().isEmpty()) {
            record.answered(parts.outcome(List.of()));
            return List.of();
        }
        return parts.isUndivided()
                ? coalescer.ask(record, parts.inputs().get(0)).map(List::of).orElse(List.of())
                : inTurns(ofEach(parts, new DividedRecord(record, parts)));
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
