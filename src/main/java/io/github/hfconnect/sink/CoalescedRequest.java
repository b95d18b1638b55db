package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An input that the model is asked about, and those who wait for the answer. It is asked as long as one of them still does: none
 * leads the others, so none is lost when a partition is given up. Its own lock guards what changes.
 */
final class CoalescedRequest {

    private final Input input;
    private final long bytes;

    @GuardedBy("this")
    private final List<Asker> askers = new ArrayList<>(1);

    @GuardedBy("this")
    private List<CoalescedRequest> followers = List.of();

    @GuardedBy("this")
    private boolean answered;

    CoalescedRequest(Input input, Asker first) {
        this.input = input;
        this.bytes = input.sizeInBytes();
        askers.add(first);
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
        return !answered && isWanted() && askers.add(asker);
    }

    /** Whether an answer is of use to anybody. */
    synchronized boolean isWanted() {
        for (Asker asker : askers) {
            if (asker.isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** The traces of those who wait for the answer. */
    synchronized List<TraceContext> traces() {
        List<TraceContext> traces = List.of();
        for (Asker asker : askers) {
            Optional<TraceContext> trace = asker.trace();
            if (trace.isPresent()) {
                // Most records have none, and need no list.
                traces = traces.isEmpty() ? new ArrayList<>(askers.size()) : traces;
                traces.add(trace.get());
            }
        }
        return traces;
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

    /**
     * Ends it.
     *
     * @return those who have waited, at least one; nobody joins them any more
     */
    synchronized List<Asker> answered() {
        answered = true;
        return askers;
    }
}
