package io.github.hfconnect.trace;

/** Looks whether an OpenTelemetry API is there. The plugin brings none: two of them in a process do not see each other's traces. */
final class OpenTelemetryApi {

    /** Whether the worker has one on its class path. */
    static final boolean IS_THERE = isThere();

    private OpenTelemetryApi() {}

    private static boolean isThere() {
        try {
            Class.forName("io.opentelemetry.api.GlobalOpenTelemetry", false, OpenTelemetryApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
