package io.github.hfconnect.cli;

import io.github.hfconnect.chunk.Chunking;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.input.Reading;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a sample's records would have the plugin do, before anything is asked. */
final class Survey {

    private final Chunking chunking;
    private final Set<Input> distinct = new LinkedHashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private long read;
    private long asking;
    private long inputs;

    /**
     * Nothing read yet.
     *
     * @param chunking as which inputs a record is asked
     */
    Survey(Chunking chunking) {
        this.chunking = chunking;
    }

    /** Counts one record. */
    void add(Reading reading) {
        read++;
        if (reading instanceof Reading.Ask ask) {
            addInputs(ask.input());
        } else if (reading instanceof Reading.Settled settled && settled.outcome() instanceof Outcome.Failed failed) {
            failures.add(failed.failure());
        }
    }

    private void addInputs(Input input) {
        try {
            List<Input> parts = chunking.parts(input).inputs();
            asking++;
            inputs += parts.size();
            distinct.addAll(parts);
        } catch (InferenceException e) {
            failures.add(e.failure());
        }
    }

    /** Counts a record that its converter cannot read. */
    void addUnreadable(String reason) {
        add(new Reading.Settled(new Outcome.Failed(Failure.of(FailureKind.REJECTED, reason))));
    }

    long read() {
        return read;
    }

    /** How many records have something to ask. */
    long asking() {
        return asking;
    }

    /** How many inputs these records are asked as. */
    long inputs() {
        return inputs;
    }

    /** How many pass as they are: tombstones, blank inputs, predictions that are there already. */
    long passing() {
        return read - asking - failures.size();
    }

    long failing() {
        return failures.size();
    }

    /** Why the first of those fails that do. */
    Optional<String> firstFailure() {
        return failures.stream().findFirst().map(Failure::describe);
    }

    /** What there is to ask, each once, in the order in which it was met. */
    List<Input> distinct() {
        return List.copyOf(distinct);
    }

    /** Bytes of the distinct inputs on average; 0 where there are none. */
    double bytesAnInput() {
        return distinct.stream().mapToLong(Input::sizeInBytes).average().orElse(0);
    }

    /** Whether tokens can be told from the bytes: those of images and sound have no such ratio. */
    boolean isText() {
        return distinct.stream().noneMatch(input -> holdsBytes(input.slots().values()));
    }

    private static boolean holdsBytes(Iterable<?> values) {
        for (Object value : values) {
            if (value instanceof ByteBuffer || (value instanceof Iterable<?> inner && holdsBytes(inner))) {
                return true;
            }
        }
        return false;
    }
}
