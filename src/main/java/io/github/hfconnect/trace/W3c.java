package io.github.hfconnect.trace;

import io.github.hfconnect.inference.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between OpenTelemetry's contexts and what the headers say. Loaded only where an OpenTelemetry API is there. */
final class W3c {

    private static final W3CTraceContextPropagator PROPAGATOR = W3CTraceContextPropagator.getInstance();

    private W3c() {}

    /** A context in which this place of a trace is the parent of what begins. */
    static Context in(TraceContext context) {
        return PROPAGATOR.extract(Context.root(), context, new Getter());
    }

    /** The place that a span has; empty where it is in no trace. */
    static Optional<TraceContext> of(SpanContext span) {
        Map<String, String> headers = new HashMap<>();
        PROPAGATOR.inject(Context.root().with(Span.wrap(span)), headers, W3c::put);
        return TraceContext.of(headers.get(TraceContext.TRACEPARENT), headers.get(TraceContext.TRACESTATE));
    }

    private static void put(@Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }

    private static final class Getter implements TextMapGetter<TraceContext> {

        @Override
        public @Nullable String get(@Nullable TraceContext context, String name) {
            if (context == null) {
                return null;
            }
            return name.equals(TraceContext.TRACEPARENT) ? context.traceparent() : context.tracestate();
        }
    }
}
