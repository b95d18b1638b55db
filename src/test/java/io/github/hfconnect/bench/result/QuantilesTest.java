package io.github.hfconnect.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void medianOfAnOddAndAnEvenNumber() {
        assertThat(Quantiles.of(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(Quantiles.of(List.of(4.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
    }

    @Test
    void ninetyNineOfAHundredDoNotExceedTheP99() {
        List<Double> values =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();

        assertThat(Quantiles.of(values).at(0.99)).isEqualTo(99);
        assertThat(Quantiles.of(values).max()).isEqualTo(100);
        assertThat(Quantiles.of(values).min()).isEqualTo(1);
    }

    @Test
    void nothingHasNoQuantiles() {
        assertThatThrownBy(() -> Quantiles.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
