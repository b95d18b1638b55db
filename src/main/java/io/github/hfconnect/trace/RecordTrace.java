package io.github.hfconnect.trace;

import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.inference.Traces;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Goes on with the trace of a record while it is written, so that the span that an agent makes of the writing, and the header that it
 * writes, belong to that trace. Without an OpenTelemetry API nothing has to be done: a record keeps its headers.
 */
public final class RecordTrace {

    private RecordTrace() {}

    /**
     * Makes a record's trace the current one of this thread.
     *
     * @param trace of the record; asked only where it matters
     */
    public static Traces.Scope during(Supplier<Optional<TraceContext>> trace) {
        return OpenTelemetryApi.IS_THERE
                ? trace.get().map(RecordTrace::current).orElse(Traces.Scope.NOTHING)
                : Traces.Scope.NOTHING;
    }

    @SuppressWarnings("MustBeClosedChecker") // By the scope that is returned.
    private static Traces.Scope current(TraceContext context) {
        return W3c.in(context).makeCurrent()::close;
    }
}
