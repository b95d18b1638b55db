package io.github.hfconnect.trace;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.inference.Traces;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span a call. A call for one trace is a child of it; one for several has a trace of its own, with a link to each. Loaded only
 * where an OpenTelemetry API is there.
 */
final class OpenTelemetrySpans implements CallSpans {

    private static final String SCOPE = "io.github.hfconnect";

    private final TracedCall call;
    private final String operation;

    OpenTelemetrySpans(TracedCall call) {
        this.call = call;
        this.operation = GenAi.operation(call.task());
    }

    @Override
    public CallSpan begin(List<TraceContext> records, int inputs) {
        SpanBuilder span = named(builder()).setAttribute(GenAi.INPUTS, inputs);
        if (records.size() == 1) {
            span.setParent(W3c.in(records.get(0)));
        } else {
            span.setNoParent();
            records.forEach(
                    record -> span.addLink(Span.fromContext(W3c.in(record)).getSpanContext()));
        }
        return new Begun(span.startSpan());
    }

    /** Asked each time, because an SDK may be registered after the first connector has started. */
    private SpanBuilder builder() {
        String name = call.model() == null ? operation : operation + " " + call.model();
        return GlobalOpenTelemetry.get()
                .tracerBuilder(SCOPE)
                .setSchemaUrl(GenAi.SCHEMA_URL)
                .build()
                .spanBuilder(name);
    }

    private SpanBuilder named(SpanBuilder span) {
        span.setSpanKind(SpanKind.CLIENT)
                .setAttribute(GenAi.OPERATION, operation)
                .setAttribute(GenAi.PROVIDER, call.provider());
        if (call.model() != null) {
            span.setAttribute(GenAi.REQUEST_MODEL, call.model());
        }
        int colon = call.endpoint().lastIndexOf(':');
        boolean hasPort = colon > call.endpoint().lastIndexOf(']');
        span.setAttribute(GenAi.SERVER_ADDRESS, hasPort ? call.endpoint().substring(0, colon) : call.endpoint());
        if (hasPort) {
            span.setAttribute(GenAi.SERVER_PORT, Long.parseLong(call.endpoint().substring(colon + 1)));
        }
        return span;
    }

    private static final class Begun implements CallSpan {

        private final Span span;
        private final Scope current;
        private final Traces.Scope sending;

        @SuppressWarnings("MustBeClosedChecker") // By close().
        Begun(Span span) {
            this.span = span;
            // For an agent that sees the request itself, and for the request where there is none.
            this.current = Context.root().with(span).makeCurrent();
            this.sending = Traces.sending(W3c.of(span.getSpanContext()).orElse(null));
        }

        @Override
        public void answered(Origin origin) {
            set(GenAi.INPUT_TOKENS, origin.inputTokens());
            set(GenAi.OUTPUT_TOKENS, origin.outputTokens());
            if (origin.requestId() != null) {
                span.setAttribute(GenAi.REQUEST_ID, origin.requestId());
            }
        }

        private void set(String name, @Nullable Long value) {
            if (value != null) {
                span.setAttribute(name, value);
            }
        }

        /** Not in the server's words, which may quote a record. */
        @Override
        public void failed(Failure failure) {
            String type = failure.status() == null
                    ? failure.kind().name()
                    : failure.status().toString();
            span.setAttribute(GenAi.ERROR_TYPE, type);
            span.setStatus(StatusCode.ERROR, failure.kind().name());
            if (failure.requestId() != null) {
                span.setAttribute(GenAi.REQUEST_ID, failure.requestId());
            }
        }

        @Override
        public void close() {
            sending.close();
            current.close();
            span.end();
        }
    }
}
