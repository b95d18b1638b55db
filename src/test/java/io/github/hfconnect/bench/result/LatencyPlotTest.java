package io.github.hfconnect.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyPlotTest {

    /** Ten records a second stand at the left, 10,000 at the right; 1 ms below, a second above, and what is beyond at the edge. */
    @Test
    void powersOfTenAreEquallyFarFromEachOther() {
        LatencyPlot plot = new LatencyPlot();
        plot.add("median", 10, 0.2);
        plot.add("median", 100, 10);
        plot.add("median", 10_000, 2_000);

        assertThat(plot.svg("title")).contains("M70 390L257 277L630 50", ">median</text>", ">title</text>");
    }
}
