/** How calls are seen in distributed traces: by the headers of records alone, or as spans where an OpenTelemetry API is there. */
@NullMarked
package io.github.hfconnect.trace;

import org.jspecify.annotations.NullMarked;
