package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
