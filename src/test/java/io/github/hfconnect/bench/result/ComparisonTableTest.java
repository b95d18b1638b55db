package io.github.hfconnect.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {

    private final ComparisonTable table = new ComparisonTable();

    @Test
    void ratioIsTheMedianOverRunsThatFollowedEachOther() {
        // The machine has become twice as slow after the first run: the ratios of medians would say 0.75.
        List<Result> before = results("CPU", 10, 20, 20);
        List<Result> now = results("CPU", 8, 16, 15);

        assertThat(table.rows(List.of(before, now))).containsExactly("| s | CPU | µs | 20 | 15 | 0.800 |");
    }

    @Test
    void figureThatOnlyOneBuildHasIsLeftOut() {
        assertThat(table.rows(List.of(results("CPU", 10), results("latency", 8))))
                .isEmpty();
    }

    private static List<Result> results(String figure, double... values) {
        return Result.of(
                "s",
                DoubleStream.of(values)
                        .mapToObj(value -> List.of(Figure.of(figure, "µs", value)))
                        .toList());
    }
}
