package io.github.hfconnect.bench.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;

/** One thread that reads, waits and answers for all connections. */
final class EventLoop {

    private static final int BACKLOG = 512;

    private record Timer(long due, long sequence, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private record Client(Service service, Connection connection) {}

    private final Selector selector;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private long sequence;

    EventLoop() throws IOException {
        this.selector = Selector.open();
    }

    /** Listens on a loopback port. */
    void listen(int port, Service service) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, service);
    }

    /** Closes a service's port and all its connections. */
    void hangUp(Service service) throws IOException {
        for (SelectionKey key : selector.keys()) {
            boolean itsPort = key.attachment() == service;
            boolean itsClient = key.attachment() instanceof Client client && client.service == service;
            if (itsPort || itsClient) {
                key.channel().close();
            }
        }
    }

    /** Runs an action when a time has passed. */
    void after(long micros, Runnable action) {
        timers.add(new Timer(System.nanoTime() + micros * 1000, sequence++, action));
    }

    /** Serves for ever. */
    void run() throws IOException {
        while (true) {
            long millis = millisToNext();
            if (millis == 0) {
                selector.selectNow(this::ready);
            } else {
                selector.select(this::ready, millis == Long.MAX_VALUE ? 0 : millis);
            }
            runDue();
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Client client) {
            client.connection.ready();
        } else {
            accept(key);
        }
    }

    private void accept(SelectionKey key) {
        try {
            SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey connected = channel.register(selector, SelectionKey.OP_READ);
                Service service = (Service) key.attachment();
                connected.attach(new Client(service, new Connection(connected, service)));
            }
        } catch (IOException e) {
            // The client has gone before it was let in.
        }
    }

    /** Rounded up: an answer may be late by a part of a millisecond, never early. */
    private long millisToNext() {
        Timer next = timers.peek();
        return next == null ? Long.MAX_VALUE : Math.max(0, (next.due - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void runDue() {
        long now = System.nanoTime();
        for (Timer next = timers.peek(); next != null && next.due <= now; next = timers.peek()) {
            timers.remove().action.run();
        }
    }
}
