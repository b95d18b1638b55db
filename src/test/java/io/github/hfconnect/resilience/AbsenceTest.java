package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private final Absence absence = new Absence(Duration.ofMinutes(10));

    @Test
    void isToldAtItsBeginAndEveryTenMinutes() {
        assertThat(absence.missed(nanos(0))).contains(Duration.ZERO);
        assertThat(absence.missed(nanos(1))).isEmpty();
        assertThat(absence.missed(nanos(599))).isEmpty();
        assertThat(absence.missed(nanos(600))).contains(Duration.ofMinutes(10));
        assertThat(absence.missed(nanos(601))).isEmpty();
        assertThat(absence.missed(nanos(1200))).contains(Duration.ofMinutes(20));
    }

    /** A probe each 2 s that fails is a line each ten minutes. */
    @Test
    void anHourOfFailedProbesIsSixLines() {
        long told = LongStream.range(0, 1800)
                .filter(probe -> absence.missed(nanos(2 * probe)).isPresent())
                .count();

        assertThat(told).isEqualTo(6);
    }

    @Test
    void endIsToldOnceAndNextTimeItBeginsAnew() {
        assertThat(absence.back(nanos(0))).isEmpty();
        absence.missed(nanos(10));

        assertThat(absence.back(nanos(70))).contains(Duration.ofMinutes(1));
        assertThat(absence.back(nanos(71))).isEmpty();
        assertThat(absence.missed(nanos(72))).contains(Duration.ZERO);
    }

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
