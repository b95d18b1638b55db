package io.github.hfconnect.trace;

import io.github.hfconnect.inference.TraceContext;
import java.util.List;

/** Begins the spans of calls. */
interface CallSpans {

    /**
     * A call begins; until it ends, the requests of this thread carry its place in a trace.
     *
     * @param records the traces of the records that it is about, each once
     * @param inputs how many inputs it is about
     */
    CallSpan begin(List<TraceContext> records, int inputs);

    /** With spans where an OpenTelemetry API is on the class path of the worker, else with what the records bring. */
    static CallSpans of(TracedCall call) {
        return OpenTelemetryApi.IS_THERE ? new OpenTelemetrySpans(call) : new HeadersOnly();
    }
}
