package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;

/** How calls are seen in distributed traces. */
public final class TraceKeys {

    public static final String HEADERS = "trace.headers";

    private TraceKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Traces")
                .key(
                        HEADERS,
                        BOOLEAN,
                        true,
                        null,
                        LOW,
                        "Whether calls belong to the traces of their records: traceparent and tracestate of a record's headers"
                                + " go to the endpoint with a call for one trace, and where an OpenTelemetry API is on the"
                                + " worker's class path each call is a span. false: neither.");
    }
}
