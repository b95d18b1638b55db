package io.github.hfconnect.record;

import io.github.hfconnect.inference.TraceContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers by which a record belongs to a trace, whichever header converter the worker reads them with. */
public final class TraceHeaders {

    private TraceHeaders() {}

    /** The place in a trace that a record's headers name, or empty. */
    public static Optional<TraceContext> of(Headers headers) {
        Header parent = headers.lastWithName(TraceContext.TRACEPARENT);
        return parent == null
                ? Optional.empty()
                : TraceContext.of(text(parent), text(headers.lastWithName(TraceContext.TRACESTATE)));
    }

    private static @Nullable String text(@Nullable Header header) {
        Object value = header == null ? null : header.value();
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer bytes) {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
        return value instanceof String text ? text : null;
    }
}
