package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownBreaksTest {

    private static final String TEXT = "0123456789";

    private final AtomicInteger looks = new AtomicInteger();

    private final Breaks breaks = new KnownBreaks((text, from, to) -> {
        looks.incrementAndGet();
        return IntStream.of(2, 5, 8).filter(at -> at > from && at < to);
    });

    @Test
    void tellsThoseStrictlyInsideARange() {
        assertThat(breaks.in(TEXT, 0, 10)).containsExactly(2, 5, 8);
        assertThat(breaks.in(TEXT, 2, 8)).containsExactly(5);
        assertThat(breaks.in(TEXT, 1, 6)).containsExactly(2, 5);
        assertThat(breaks.in(TEXT, 5, 8)).isEmpty();
        assertThat(breaks.in(TEXT, 8, 8)).isEmpty();
    }

    @Test
    void looksForThemOnce() {
        breaks.in(TEXT, 0, 3);
        breaks.in(TEXT, 3, 10);

        assertThat(looks).hasValue(1);
    }
}
