package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time in which converters cannot work: one line when it begins, one when it ends, and growing pauses. For any thread. */
final class ConverterAbsence {

    private static final Logger log = LoggerFactory.getLogger(ConverterAbsence.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 5;

    private final Time time;
    private final AtomicBoolean on = new AtomicBoolean();

    ConverterAbsence(Time time) {
        this.time = time;
    }

    /** Waits before the next try: 0.2 s after the first, up to 6.4 s. */
    void pause(int tries, String topic, RuntimeException failure) throws InterruptedException {
        if (on.compareAndSet(false, true)) {
            log.warn("Records for {} cannot be converted for now and wait: {}", topic, Causes.of(failure));
        }
        time.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS)));
    }

    /** A record has been converted. */
    void over() {
        if (on.get() && on.compareAndSet(true, false)) {
            log.info("Records can be converted again");
        }
    }
}
