package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Prediction;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long Connect's thread is kept while every call hangs. A measurement, so no unit test: of what the thread works and of how often
 * it waits, which no other load of the machine changes.
 */
class PutLatencyIT {

    private static final int PUTS = 300;
    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    @Timeout(60)
    void putTakesLessThan50MillisecondsAndDoesNotWaitWhileCallsHang() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Map<String, String> settings = Map.of("output.headers", "true", "max.in.flight.records", "100000");
        try (SinkTaskHarness sink = new SinkTaskHarness(inputs -> hang(never), settings)) {
            long[] nanos = new long[PUTS];
            long[] waits = new long[PUTS];
            for (int i = 0; i < PUTS; i++) {
                String[] texts = texts(i);
                long start = THREADS.getCurrentThreadCpuTime();
                long before = waits();
                sink.put(CHAT_0, texts);
                nanos[i] = THREADS.getCurrentThreadCpuTime() - start;
                waits[i] = waits() - before;
            }
            Arrays.sort(nanos);
            Arrays.sort(waits);

            // The first puts load classes: nine of ten is what put itself answers for.
            assertThat(Duration.ofNanos(nanos[PUTS * 9 / 10])).isLessThan(LIMIT);
            assertThat(waits[PUTS * 9 / 10]).as("waits of one put").isZero();
            assertThat(sink.written(0)).isEmpty();
            assertThat(sink.committable(CHAT_0)).isZero();
        }
    }

    /** How often this thread has waited so far: for a time, for another thread, or for a monitor. */
    private static long waits() {
        ThreadInfo thread = THREADS.getThreadInfo(Thread.currentThread().getId());
        return thread.getWaitedCount() + thread.getBlockedCount();
    }

    private static String[] texts(int put) {
        String[] texts = new String[100];
        Arrays.setAll(texts, i -> "text " + put + " " + i);
        return texts;
    }

    private static List<Prediction> hang(CountDownLatch never) throws InterruptedException {
        never.await();
        return List.of();
    }
}
