package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AbsenceTest {

    private final FakeTime time = new FakeTime();
    private final Absence absence = new Absence(Duration.ofMinutes(10), time);

    @Test
    void isToldAtItsBeginAndEveryTenMinutes() {
        assertThat(absence.missed()).contains(Duration.ZERO);
        passSeconds(1);
        assertThat(absence.missed()).isEmpty();
        passSeconds(598);
        assertThat(absence.missed()).isEmpty();
        passSeconds(1);
        assertThat(absence.missed()).contains(Duration.ofMinutes(10));
        passSeconds(1);
        assertThat(absence.missed()).isEmpty();
        passSeconds(599);
        assertThat(absence.missed()).contains(Duration.ofMinutes(20));
    }

    /** A probe each 2 s that fails is a line each ten minutes. */
    @Test
    void anHourOfFailedProbesIsSixLines() {
        long told =
                LongStream.range(0, 1800).filter(probe -> failedProbeIsTold()).count();

        assertThat(told).isEqualTo(6);
    }

    private boolean failedProbeIsTold() {
        boolean told = absence.missed().isPresent();
        passSeconds(2);
        return told;
    }

    @Test
    void endIsToldOnceAndNextTimeItBeginsAnew() {
        assertThat(absence.back()).isEmpty();
        absence.missed();
        passSeconds(60);

        assertThat(absence.back()).contains(Duration.ofMinutes(1));
        assertThat(absence.back()).isEmpty();
        assertThat(absence.missed()).contains(Duration.ZERO);
    }

    private void passSeconds(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }
}
