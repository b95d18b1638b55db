package io.github.hfconnect.bench.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LotTest {

    @Test
    void eachHundredCallsHoldOneAtAShareOfOnePercent() {
        Lot lot = new Lot(0.01, 1);

        for (int block = 0; block < 20; block++) {
            assertThat(drawn(lot, 100)).isEqualTo(1);
        }
    }

    @Test
    void noneAndAll() {
        assertThat(drawn(new Lot(0, 1), 1_000)).isZero();
        assertThat(drawn(new Lot(1, 1), 1_000)).isEqualTo(1_000);
    }

    private static long drawn(Lot lot, int calls) {
        return IntStream.range(0, calls).filter(call -> lot.draw()).count();
    }
}
