package io.github.hfconnect.sink.lane;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Threads with names that a thread dump explains, whose log lines say as those of Connect which task they are of, and who find classes where the
 * task's own thread does: Kafka looks there for a login's handler, which may be in no place but the plugin's.
 */
public final class NamedThreads {

    private static final long IDLE_SECONDS = 10;

    private NamedThreads() {}

    /** Daemons, so that a call that hangs cannot keep a worker from exiting. To be made by the task's own thread. */
    public static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        // Connect keeps connector and task where each thread has its own, and its log layout shows them.
        Map<String, String> context = MDC.getCopyOfContextMap();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return work -> {
            Thread thread = new Thread(() -> runIn(context, work), prefix + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    /** Executes each work by a thread of its own, which ends with it; after the end none. To be made by the task's own thread. */
    public static ExecutorService onePerWork(String prefix) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                0,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons(prefix),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Executes one work after the other, by a thread that goes where there is none for a while. */
    public static ExecutorService oneAfterTheOther(String prefix) {
        return oneAfterTheOther(prefix, () -> {});
    }

    /**
     * The same.
     *
     * @param before each thread goes, it does this
     */
    public static ExecutorService oneAfterTheOther(String prefix, Runnable before) {
        ThreadFactory threads = daemons(prefix);
        return goingWhenIdle(new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> threads.newThread(() -> runThen(work, before))));
    }

    private static void runThen(Runnable work, Runnable before) {
        try {
            work.run();
        } finally {
            before.run();
        }
    }

    /** The same pool, whose threads go where there is no work for a while: a task whose topics are silent keeps none. */
    public static <T extends ThreadPoolExecutor> T goingWhenIdle(T pool) {
        pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void runIn(@Nullable Map<String, String> context, Runnable work) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        work.run();
    }
}
