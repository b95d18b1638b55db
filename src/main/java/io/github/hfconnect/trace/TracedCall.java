package io.github.hfconnect.trace;

import org.jspecify.annotations.Nullable;

/**
 * What all calls to an endpoint have in common.
 *
 * @param task as configured
 * @param provider the kind of server
 * @param model the model id, or null where only an endpoint is configured
 * @param endpoint its alias: host, and port where it is not the scheme's own
 */
public record TracedCall(
        String task, String provider, @Nullable String model, String endpoint) {}
