package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogLimitTest {

    private final FakeTime time = new FakeTime();
    private final LogLimit limit = new LogLimit(time);

    @Test
    void theFirstOnesAreLoggedAndTheLastOfThemSaysThatNoMoreFollow() {
        assertThat(logged(100)).containsExactly("", "", "", "", ". Further ones are counted, and told in 10 minutes");
    }

    @Test
    void theNextLineSaysHowManyWereLeftOut() {
        logged(100);
        time.advance(Duration.ofMinutes(10));

        assertThat(logged(2)).containsExactly(". 95 more since the line before this one", "");
    }

    @Test
    void whatWasLeftOutIsToldHoweverLateTheNextOneComes() {
        logged(7);
        time.advance(Duration.ofDays(1));

        assertThat(logged(1)).containsExactly(". 2 more since the line before this one");
    }

    @Test
    void tenMinutesBeginWithTheFirstOne() {
        time.advance(Duration.ofMinutes(9));
        logged(100);
        time.advance(Duration.ofMinutes(9));

        assertThat(logged(100)).isEmpty();
    }

    @Test
    void whoFailsSeldomIsLoggedEachTime() {
        for (int minute = 0; minute < 60; minute += 3) {
            assertThat(logged(1)).hasSize(1);
            time.advance(Duration.ofMinutes(3));
        }
    }

    @Test
    void anHourHasThirtyLinesHoweverManyFail() {
        int lines = 0;
        for (int second = 0; second < 3600; second++) {
            lines += logged(10).size();
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(lines).isEqualTo(30);
    }

    private List<String> logged(int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> limit.next())
                .flatMap(Optional::stream)
                .toList();
    }
}
