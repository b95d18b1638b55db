package io.github.hfconnect.sink;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * One transactional producer for all partitions of a task: what many would write first, and wrong. A partition that moves to
 * another task is then written for under another id, and nobody fences the task that had it.
 */
final class SharedProducer {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Semaphore turn = new Semaphore(1);
    private @Nullable Producer<byte[], byte[]> producer;

    SharedProducer(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** A view that begins and ends transactions in turn with the other partitions' views. */
    Producer<byte[], byte[]> forOnePartition() {
        AtomicBoolean mine = new AtomicBoolean();
        return ChaosClients.intercept((method, arguments) -> {
            switch (method.getName()) {
                case "initTransactions" -> {
                    initialized();
                    return null;
                }
                case "beginTransaction" -> {
                    turn.acquire();
                    mine.set(true);
                    return ChaosClients.call(method, initialized(), arguments);
                }
                case "commitTransaction", "abortTransaction" -> {
                    Object nothing = ChaosClients.call(method, initialized(), arguments);
                    mine.set(false);
                    turn.release();
                    return nothing;
                }
                case "close" -> {
                    if (mine.getAndSet(false)) {
                        drop();
                        turn.release();
                    }
                    return null;
                }
                default -> {
                    return ChaosClients.call(method, initialized(), arguments);
                }
            }
        });
    }

    private synchronized Producer<byte[], byte[]> initialized() {
        if (producer == null) {
            producer = producers.get();
            producer.initTransactions();
        }
        return producer;
    }

    private synchronized void drop() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
