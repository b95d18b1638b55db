package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.TraceContext;
import java.util.Optional;

/** Who wants an answer: a record, or a part of one. Safe for use by several threads. */
interface Asker {

    /** Whether an answer would still be of use. */
    boolean isWaiting();

    /** The trace that it belongs to, where its record says one. */
    Optional<TraceContext> trace();

    /** Takes the answer, once. */
    void answered(Outcome outcome);
}
