package io.github.hfconnect.sink;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads with names that a thread dump explains. */
final class NamedThreads {

    private NamedThreads() {}

    /** Daemons, so that a call that hangs cannot keep a worker from exiting. */
    static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
