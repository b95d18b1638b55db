package io.github.hfconnect.sink;

import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.sink.lane.Halt;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Carries what must fail the task from the thread that met it to the task thread, which alone can tell Connect. The first one counts. */
final class TaskHalt implements Halt {

    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();

    @Override
    public void fail(Throwable newCause) {
        cause.compareAndSet(null, newCause);
    }

    /** Fails the task where there is a reason to. */
    void throwIfHalted() {
        Throwable halted = cause.get();
        if (halted instanceof InferenceException inference) {
            throw new ConnectException(
                    "The task cannot go on. " + inference.failure().describe(), inference);
        }
        if (halted != null) {
            throw new ConnectException("The task cannot go on: " + halted.getMessage(), halted);
        }
    }
}
