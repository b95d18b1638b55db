package io.github.hfconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.resilience.FakeTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener that hangs up on each question stands for the cluster: it answers, and nothing is known to be wrong with it. */
class ClusterGateTest {

    private final FakeTime time = new FakeTime();
    private ServerSocket cluster;
    private Thread acceptor;
    private int port;

    @BeforeEach
    void start() throws IOException {
        listen();
        port = cluster.getLocalPort();
    }

    private void listen() throws IOException {
        cluster = new ServerSocket();
        cluster.setReuseAddress(true);
        cluster.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServerSocket listening = cluster;
        acceptor = new Thread(() -> hangUp(listening));
        acceptor.start();
    }

    /** A socket that a thread still waits for goes on listening for a moment after it was closed. */
    private void goAway() throws IOException {
        cluster.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangUp(ServerSocket listening) {
        try {
            while (true) {
                listening.accept().close();
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    /** As of a name that stands for several brokers, the first of which is being restarted. */
    @Test
    void oneOfSeveralAddressesThatAnswersIsEnough() throws IOException {
        List<InetAddress> hosts =
                List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), InetAddress.getLoopbackAddress());
        Look look = new Look(Map.of(), Duration.ofSeconds(5));

        assertThat(look.atFirstThatIsThere(hosts.subList(0, 1), port)).isInstanceOf(Listener.Away.class);
        assertThat(look.atFirstThatIsThere(hosts, port)).isNotInstanceOf(Listener.Away.class);
    }

    @AfterEach
    void stop() throws IOException {
        goAway();
    }

    private ClusterGate gate() {
        return new ClusterGate(
                new ClientKeys("output.bootstrap.servers", "output.producer."),
                Map.of("bootstrap.servers", "127.0.0.1:" + port),
                time);
    }

    @Test
    void whatWasSeenIsTrueForFiveSeconds() throws IOException {
        ClusterGate gate = gate();
        assertThat(gate.isOpen()).isTrue();
        goAway();

        time.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(gate.isOpen()).isTrue();
        time.advance(Duration.ofNanos(1));
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void whoeverWaitsLooksOnceASecond() throws Exception {
        ClusterGate gate = gate();
        goAway();
        time.onNextSleep(() -> time.onNextSleep(this::comeBack));

        gate.await();

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private void comeBack() {
        try {
            listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
