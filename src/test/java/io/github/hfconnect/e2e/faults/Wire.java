package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.demo.cluster.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The way to an endpoint, on a port of its own, which can break as networks and machines do. It begins with its port closed. */
final class Wire implements AutoCloseable {

    private enum State {
        SOUND,
        SILENT,
        RESETTING
    }

    private final int target;
    private final int port = FreePorts.any();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private volatile State state = State.SOUND;
    private @Nullable ServerSocket listener;

    /** A wire to a port of this machine. */
    Wire(int target) {
        this.target = target;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Carries everything from now on. */
    void mend() throws IOException {
        state = State.SOUND;
        listen();
    }

    /** Takes connections and requests and lets nothing through, as a machine that was switched off behind its switch. */
    void silence() throws IOException {
        state = State.SILENT;
        listen();
    }

    /** Breaks each connection, the open ones too, with a TCP reset. */
    void reset() throws IOException {
        state = State.RESETTING;
        listen();
        open.forEach(Wire::resetSocket);
    }

    /** Closes the port and all connections: new ones are refused. */
    void refuse() throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        open.forEach(Wire::resetSocket);
    }

    private void listen() throws IOException {
        if (listener == null) {
            ServerSocket opened = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            listener = opened;
            threads.execute(() -> accept(opened));
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket caller = from.accept();
                open.add(caller);
                threads.execute(() -> connect(caller));
            }
        } catch (IOException e) {
            // The port was closed, as a fault or for good.
            open.forEach(Wire::resetSocket);
        }
    }

    private void connect(Socket caller) {
        if (state == State.RESETTING) {
            resetSocket(caller);
            return;
        }
        try {
            Socket endpoint = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(endpoint);
            threads.execute(() -> carry(caller, endpoint));
            threads.execute(() -> carry(endpoint, caller));
        } catch (IOException e) {
            resetSocket(caller);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (state == State.SOUND) {
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            // One end has gone, and so does the other.
            resetSocket(to);
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void resetSocket(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        refuse();
        threads.shutdownNow();
    }
}
