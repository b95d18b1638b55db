package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long Connect's thread is kept while every call hangs. A measurement, so no unit test. */
class PutLatencyIT {

    private static final int PUTS = 300;
    private static final Duration LIMIT = Duration.ofMillis(50);

    @Test
    @Timeout(60)
    void putReturnsWithin50MillisecondsWhileCallsHang() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Map<String, String> settings = Map.of("output.headers", "true", "max.in.flight.records", "100000");
        try (SinkTaskHarness sink = new SinkTaskHarness(inputs -> hang(never), settings)) {
            long[] nanos = new long[PUTS];
            for (int i = 0; i < PUTS; i++) {
                String[] texts = texts(i);
                long start = System.nanoTime();
                sink.put(CHAT_0, texts);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);

            // The first puts load classes, and a busy machine takes its share: nine of ten is what put itself answers
            // for.
            assertThat(Duration.ofNanos(nanos[PUTS * 9 / 10])).isLessThan(LIMIT);
            assertThat(sink.written(0)).isEmpty();
            assertThat(sink.committable(CHAT_0)).isZero();
        }
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
