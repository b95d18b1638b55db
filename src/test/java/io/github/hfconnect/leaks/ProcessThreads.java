package io.github.hfconnect.leaks;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells the threads that a process has once and keeps, or ends by itself after a while, from those that somebody has to end. */
final class ProcessThreads {

    private static final Pattern KEPT = Pattern.compile(Stream.of(
                    // The JDK, whose HTTP client of version 17 cannot be closed.
                    "ForkJoinPool\\.commonPool-worker-\\d+",
                    "HttpClient-\\d+-(SelectorManager|Worker-\\d+)",
                    "process reaper.*",
                    "CompletableFutureDelayScheduler",
                    "Cleaner-\\d+",
                    "Attach Listener",
                    "RMI .*",
                    // JUnit and the pool that runs tests side by side; libraries of ONNX Runtime, OkHttp and
                    // PostgreSQL's driver.
                    "junit-.*",
                    "ForkJoinPool-\\d+-worker-\\d+",
                    "JNA Cleaner",
                    "Okio Watchdog",
                    "PostgreSQL-JDBC-Cleaner")
            .reduce((one, other) -> one + "|" + other)
            .orElseThrow());

    private ProcessThreads() {}

    static boolean include(String name, StackTraceElement[] stack) {
        return KEPT.matcher(name).matches() || (isTaskRunner(name) && isAtRest(stack));
    }

    /** OkHttp and its mock server share one pool in a process each; work that waits for its time is not at rest there. */
    private static boolean isTaskRunner(String name) {
        return name.equals("OkHttp TaskRunner") || name.equals("MockWebServer TaskRunner");
    }

    private static boolean isAtRest(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals("java.util.concurrent.ThreadPoolExecutor")
                        && frame.getMethodName().equals("getTask"));
    }
}
