package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports on loopback. */
public final class FreePorts {

    // Below the ranges that Linux and macOS give to outgoing connections, so that none of those takes the port
    // between this look and the server's start.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    /**
     * A server that has been given a port listens there only a while later. Until then, and as long as this process runs, the UDP port of
     * the same number says so to every process of this machine that looks for one here: tests run in several.
     */
    private static final Queue<DatagramSocket> GIVEN = new ConcurrentLinkedQueue<>();

    private FreePorts() {}

    /** A port that nothing listens on now, and that neither this process nor another one that runs has been given before. */
    public static int any() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
                .limit(1000)
                .filter(FreePorts::isFree)
                .filter(FreePorts::claim)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free port between " + FIRST + " and " + LAST));
    }

    /** Whether a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort() == port;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean claim(int port) {
        try {
            return GIVEN.add(new DatagramSocket(port, InetAddress.getLoopbackAddress()));
        } catch (SocketException e) {
            return false;
        }
    }

    /** Whether a server listens on the port. */
    static boolean accepts(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
