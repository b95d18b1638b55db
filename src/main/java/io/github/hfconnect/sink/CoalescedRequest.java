package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An input that the model is asked about, and those who wait for the answer. It is asked as long as one of them still does: none
 * leads the others, so none is lost when a partition is given up. Its own lock guards what changes.
 */
final class CoalescedRequest {

    private final Input input;
    private final long bytes;

    private final Asker first;

    /** Most have none, and need no list. */
    @GuardedBy("this")
    private List<Asker> others = List.of();

    @GuardedBy("this")
    private List<CoalescedRequest> followers = List.of();

    @GuardedBy("this")
    private boolean answered;

    CoalescedRequest(Input input, Asker first) {
        this.input = input;
        this.bytes = input.sizeInBytes();
        this.first = first;
    }

    Input input() {
        return input;
    }

    /** Size of the input. */
    long bytes() {
        return bytes;
    }

    /**
     * Lets one more wait for the answer.
     *
     * @return false where it has been given already, or may never be, because nobody was waiting any more
     */
    synchronized boolean join(Asker asker) {
        boolean joins = !answered && isWanted();
        if (joins) {
            others = others.isEmpty() ? new ArrayList<>() : others;
            others.add(asker);
        }
        return joins;
    }

    /** Whether an answer is of use to anybody. */
    synchronized boolean isWanted() {
        return first.isWaiting() || others.stream().anyMatch(Asker::isWaiting);
    }

    /** The traces of those who wait for the answer. */
    synchronized List<TraceContext> traces() {
        Optional<TraceContext> firstTrace = first.trace();
        return others.isEmpty()
                ? firstTrace.map(List::of).orElse(List.of())
                : Stream.concat(firstTrace.stream(), others.stream().flatMap(asker -> asker.trace().stream()))
                        .toList();
    }

    /** Lets other requests take their place in the queue when this one leaves it. */
    synchronized void followedBy(List<CoalescedRequest> others) {
        followers = List.copyOf(others);
    }

    /** The requests whose turn it is after this one; none when they are asked for again. */
    synchronized List<CoalescedRequest> takeFollowers() {
        List<CoalescedRequest> taken = followers;
        followers = List.of();
        return taken;
    }

    /** Ends it: nobody joins those who wait any more. */
    synchronized void end() {
        answered = true;
    }

    /** Gives the outcome of what has ended to all who wait for it. */
    void tell(Outcome outcome) {
        first.answered(outcome);
        for (Asker other : others()) {
            other.answered(outcome.shared());
        }
    }

    private synchronized List<Asker> others() {
        return others;
    }
}
