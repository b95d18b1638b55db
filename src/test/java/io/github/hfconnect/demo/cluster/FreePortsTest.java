package io.github.hfconnect.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    /** A worker's REST port and its JMX port are looked for before either is in use. */
    @Test
    void noPortIsGivenTwice() {
        List<Integer> ports =
                IntStream.range(0, 1000).mapToObj(i -> FreePorts.any()).toList();

        assertThat(ports).doesNotHaveDuplicates();
    }
}
