package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StallWatchTest {

    private static final Duration STALL = Duration.ofSeconds(10);

    private final FakeTime time = new FakeTime();
    private final Queue<Runnable> planned = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final List<Throwable> halts = new ArrayList<>();
    private final StallWatch watch = new StallWatch(looks::incrementAndGet, halts::add, time, planned::add);

    private void runPlanned() {
        planned.remove().run();
    }

    @Test
    void nothingIsPlannedWhileNothingIsWritten() {
        assertThat(planned).isEmpty();
        watch.begin();
        watch.begin();
        assertThat(planned).hasSize(1);
        watch.end();
        watch.end();
        time.advance(STALL);

        runPlanned();

        assertThat(looks).hasValue(0);
        assertThat(planned).isEmpty();
    }

    @Test
    void looksWhereNoWriteHasEndedForSoLong() {
        watch.begin();
        time.advance(STALL);

        runPlanned();
        assertThat(looks).hasValue(1);
        runPlanned();
        assertThat(looks).hasValue(2);
    }

    @Test
    void doesNotLookWhereSomeWriteHasEndedSince() {
        watch.begin();
        watch.begin();
        time.advance(Duration.ofSeconds(1));
        watch.end();
        time.advance(STALL.minusNanos(1));

        runPlanned();
        assertThat(looks).hasValue(0);
        time.advance(Duration.ofNanos(1));
        runPlanned();
        assertThat(looks).hasValue(1);
    }

    @Test
    void theTimeBeforeAFirstWriteDoesNotCount() {
        time.advance(STALL);
        watch.begin();
        time.advance(STALL.minusNanos(1));

        runPlanned();

        assertThat(looks).hasValue(0);
    }

    @Test
    void whatALookFindsFailsTheTask() {
        RuntimeException gone = new IllegalStateException("The topic is gone");
        StallWatch finding = new StallWatch(
                () -> {
                    throw gone;
                },
                halts::add,
                time,
                planned::add);
        finding.begin();
        time.advance(STALL);

        runPlanned();

        assertThat(halts).containsExactly(gone);
        assertThat(planned).isEmpty();
    }

    @Test
    void doesNotLookOnceItIsClosed() {
        watch.begin();
        time.advance(STALL);
        watch.close();

        runPlanned();

        assertThat(looks).hasValue(0);
        assertThat(planned).isEmpty();
    }
}
