package io.github.hfconnect.sink.output;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The serializers of one task, as many as threads have been at it at once. They stay while threads come and go: what a converter has learnt
 * of a registry is worth keeping, and some have threads of their own. Safe for use by several threads.
 */
final class Serializers implements AutoCloseable {

    private final Supplier<OutputSerializer> maker;
    private final Deque<OutputSerializer> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Serializers(Supplier<OutputSerializer> maker) {
        this.maker = maker;
        // A converter that is not there, or does not configure, is told now and not by the first record that is paid
        // for.
        idle.push(maker.get());
    }

    /** Uses one that nobody else uses meanwhile. */
    <T> T use(Function<OutputSerializer, T> work) {
        @Nullable OutputSerializer free = idle.poll();
        OutputSerializer serializer = free == null ? maker.get() : free;
        try {
            return work.apply(serializer);
        } finally {
            idle.push(serializer);
            if (closed) {
                closeIdle();
            }
        }
    }

    /** Closes those that are idle; one that is in use is closed by its user. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (OutputSerializer next = idle.poll(); next != null; next = idle.poll()) {
            next.close();
        }
    }
}
