package io.github.hfconnect.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
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

    /** Two processes of a test run look for ports at the same time. */
    @Test
    void anotherProcessSeesWhatIsGiven() {
        int port = FreePorts.any();

        assertThat(FreePorts.isFree(port)).isTrue();
        assertThatThrownBy(() -> new DatagramSocket(port, InetAddress.getLoopbackAddress()))
                .isInstanceOf(BindException.class);
    }
}
