package io.github.hfconnect.sink.lane;

import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Threads with names that a thread dump explains, and whose log lines say as those of Connect which task they are of. */
public final class NamedThreads {

    private NamedThreads() {}

    /** Daemons, so that a call that hangs cannot keep a worker from exiting. To be made by the task's own thread. */
    public static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        // Connect keeps connector and task where each thread has its own, and its log layout shows them.
        Map<String, String> context = MDC.getCopyOfContextMap();
        return work -> {
            Thread thread = new Thread(() -> runIn(context, work), prefix + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void runIn(@Nullable Map<String, String> context, Runnable work) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        work.run();
    }
}
