package io.github.hfconnect.bench.endpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One client's connection. For the loop's thread only. */
final class Connection {

    private final SelectionKey key;
    private final SocketChannel channel;
    private final Service service;
    private final RequestReader reader = new RequestReader();
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();

    Connection(SelectionKey key, Service service) {
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.service = service;
    }

    /** Does what the connection is ready for; a client that is gone is none of the server's trouble. */
    void ready() {
        try {
            if (key.isReadable()) {
                read();
            }
            if (key.isValid() && key.isWritable()) {
                send();
            }
        } catch (IOException e) {
            close();
        }
    }

    /** Sends an answer, unless the client is gone. */
    void send(HttpAnswer answer) {
        if (!key.isValid()) {
            return;
        }
        unsent.addAll(answer.parts());
        try {
            send();
        } catch (IOException e) {
            close();
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void read() throws IOException {
        if (channel.read(reader.space()) < 0) {
            close();
            return;
        }
        for (@Nullable HttpMessage next = reader.next(); next != null; next = reader.next()) {
            service.answer(next, this);
        }
    }

    private void send() throws IOException {
        long sent = 1;
        while (!unsent.isEmpty() && sent > 0) {
            sent = channel.write(unsent.toArray(ByteBuffer[]::new));
            while (!unsent.isEmpty() && !unsent.getFirst().hasRemaining()) {
                unsent.removeFirst();
            }
        }
        key.interestOps(unsent.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
}
