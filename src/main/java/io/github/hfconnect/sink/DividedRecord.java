package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.TraceContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that is asked about in parts. It is finished once all of them are answered, or the first has failed: the others are
 * of no use to it then. Its own lock guards what changes.
 */
final class DividedRecord {

    private final Asker whole;
    private final Parts parts;

    @GuardedBy("this")
    private final @Nullable Outcome[] outcomes;

    @GuardedBy("this")
    private int missing;

    /** A record of which nothing is answered yet. */
    DividedRecord(Asker whole, Parts parts) {
        this.whole = whole;
        this.parts = parts;
        this.missing = parts.inputs().size();
        this.outcomes = new Outcome[missing];
    }

    /** Who wants to know what the input at this index is answered. */
    Asker part(int index) {
        return new Part(index);
    }

    private synchronized boolean isOpen() {
        return missing > 0;
    }

    /** The outcome of the record, where this was the last that it has waited for. */
    private synchronized @Nullable Outcome put(int index, Outcome outcome) {
        if (missing == 0) {
            return null;
        }
        outcomes[index] = outcome;
        missing = outcome instanceof Outcome.Enriched ? missing - 1 : 0;
        if (missing > 0) {
            return null;
        }
        return outcome instanceof Outcome.Enriched
                ? parts.outcome(Arrays.stream(outcomes)
                        .map(each -> Objects.requireNonNull(each))
                        .toList())
                : outcome;
    }

    private final class Part implements Asker {

        private final int index;

        Part(int index) {
            this.index = index;
        }

        @Override
        public boolean isWaiting() {
            return isOpen() && whole.isWaiting();
        }

        @Override
        public Optional<TraceContext> trace() {
            return whole.trace();
        }

        @Override
        public void answered(Outcome outcome) {
            Outcome ofRecord = put(index, outcome);
            if (ofRecord != null) {
                whole.answered(ofRecord);
            }
        }
    }
}
