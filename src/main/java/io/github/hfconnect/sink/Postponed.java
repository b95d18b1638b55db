package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that cannot be cut now, because the server that counts tokens is out of order or takes its time. For the task thread. */
final class Postponed {

    /**
     * A record that waits.
     *
     * @param input what was read of it
     */
    record Waiting(WholeRecord record, Input input) {}

    private static final Logger log = LoggerFactory.getLogger(Postponed.class);

    /** So that a poll is not kept for long by a server that hangs, nor a server asked all the time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Time time;
    private long nextTry;
    private boolean outOfOrder;

    Postponed(Time time) {
        this.time = time;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Joins the end, behind others that came before. */
    void add(WholeRecord record, Input input) {
        waiting.addLast(new Waiting(record, input));
    }

    /** Goes back to the front: it was tried, and the server is out of order. */
    void addAgain(Waiting tried, Failure failure) {
        if (!outOfOrder) {
            log.warn(
                    "Nobody counts the tokens of texts now, which is needed to cut them; records wait. {}",
                    failure.describe());
        }
        outOfOrder = true;
        waiting.addFirst(tried);
        nextTry = time.nanos() + PAUSE.toNanos();
    }

    /** One was cut. */
    void wasCut() {
        outOfOrder = false;
    }

    /** The first one that still waits, if it is time to try it. */
    Optional<Waiting> next() {
        // Others that nobody waits for any more go when their turn comes: a long queue is not looked through for each
        // record.
        while (!waiting.isEmpty() && !waiting.getFirst().record().isWaiting()) {
            waiting.removeFirst();
        }
        return waiting.isEmpty() || nextTry - time.nanos() > 0 ? Optional.empty() : Optional.of(waiting.removeFirst());
    }
}
