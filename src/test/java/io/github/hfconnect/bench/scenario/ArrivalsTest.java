package io.github.hfconnect.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.bench.endpoint.Arrival;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static Arrival at(int second, long tokens) {
        return new Arrival(5_000_000 + second * 1_000L, tokens, true);
    }

    private static Arrival refused(int second) {
        return new Arrival(5_000_000 + second * 1_000L, 7, false);
    }

    @Test
    void mostOfAMinuteIsFoundWhereverItBegins() {
        Arrivals arrivals =
                new Arrivals(List.of(at(0, 1), at(50, 10), at(70, 10), at(109, 10), refused(109), at(110, 5)));

        assertThat(arrivals.mostInAnyMinute()).isEqualTo(30);
    }

    @Test
    void firstMinuteIsNotCounted() {
        Arrivals arrivals =
                new Arrivals(List.of(at(0, 100), refused(59), refused(60), at(60, 10), at(179, 30), at(180, 9)));

        assertThat(arrivals.refused()).isEqualTo(1);
        assertThat(arrivals.tokensAMinute(3)).isEqualTo(20);
    }

    @Test
    void evenUseIsTheSameInEveryMinute() {
        Arrivals arrivals =
                new Arrivals(IntStream.range(0, 300).mapToObj(i -> at(i, 2)).toList());

        assertThat(arrivals.mostInAnyMinute()).isEqualTo(120);
        assertThat(arrivals.tokensAMinute(4)).isEqualTo(120);
    }
}
