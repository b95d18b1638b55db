package io.github.hfconnect.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.25, 0.5, 0.95, 0.99, 1})
    void quantilesAreAtMostOnePartIn32TooHigh(double share) {
        long[] values = new Random(1).longs(10_000, 0, 60_000_000_000L).toArray();
        Arrays.stream(values).forEach(histogram::add);
        Arrays.sort(values);
        double exact = values[(int) Math.ceil(share * values.length) - 1];

        assertThat(histogram.quantile(share)).isBetween(exact, exact * 33 / 32);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 127, 128, 1L << 40, Long.MAX_VALUE})
    void everyValueHasABucket(long value) {
        histogram.add(value);

        assertThat(histogram.quantile(1)).isEqualTo((double) value);
        assertThat(histogram.max()).isEqualTo((double) value);
    }

    @Test
    void meanIsExact() {
        histogram.add(1);
        histogram.add(2);
        histogram.add(6);

        assertThat(histogram.mean()).isCloseTo(3, within(1e-9));
    }

    @Test
    void withoutValuesThereIsNothingToTell() {
        assertThat(histogram.mean()).isNaN();
        assertThat(histogram.max()).isNaN();
        assertThat(histogram.quantile(0.5)).isNaN();
    }
}
