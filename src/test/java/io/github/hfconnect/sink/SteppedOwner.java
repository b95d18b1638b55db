package io.github.hfconnect.sink;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.sink.exactlyonce.Acquisitions;
import io.github.hfconnect.sink.exactlyonce.GroupReader;
import io.github.hfconnect.sink.exactlyonce.PartitionProducer;
import io.github.hfconnect.sink.lane.OffsetNotes;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.wiring.SystemTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a task writes for one partition by, in a process of its own, whose calls to the cluster wait at a {@link Gate}. */
final class SteppedOwner {

    /** A commit is decided, and not yet seen by anybody. */
    static final String DECIDED = "decided";

    private static final Set<String> STOPS =
            Set.of("initTransactions", "committed", "sendOffsetsToTransaction", "commitTransaction");

    private final TopicPartition partition;
    private final Gate gate = new Gate();
    private final Acquisitions acquisitions;
    private CompletableFuture<PartitionProducer> acquisition = new CompletableFuture<>();
    private CompletableFuture<Void> write = CompletableFuture.completedFuture(null);

    SteppedOwner(FakeCluster cluster, TopicPartition partition, String transactionalId) {
        this.partition = partition;
        this.acquisitions = new Acquisitions(
                new FakeCluster.Same(),
                new GroupReader("connect", () -> stepped(Consumer.class, cluster.consumer()), new SystemTime()),
                of -> stepped(Producer.class, cluster.producer(transactionalId, () -> gate.pass(DECIDED))),
                OffsetNotes.NONE,
                new SystemTime());
    }

    Gate gate() {
        return gate;
    }

    void acquire() {
        acquisition = acquisitions.begin(partition, new PartitionLane(OutputOrder.PARTITION, new SystemTime()));
    }

    /** Where the acquired partition is to be read from. */
    long acquired() {
        return acquisition.join().committed().getAsLong();
    }

    /** Writes results for offsets, the last excluded. */
    void write(int from, int to) {
        PartitionProducer producer = acquisition.join();
        write = CompletableFuture.runAsync(() -> {
            try {
                producer.commit(Owner.entries(partition, from, to), to);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Waits for the end of what was last begun; null where it has ended well. */
    @Nullable
    Throwable failure() {
        try {
            (acquisition.isDone() ? write : acquisition).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** The process ends here and now: nothing that it still does reaches the cluster. */
    void kill() {
        gate.kill();
        acquisitions.close();
    }

    @SuppressWarnings("unchecked")
    private <T> T stepped(Class<?> type, T client) {
        return (T) Objects.requireNonNull(Proxy.newProxyInstance(
                SteppedOwner.class.getClassLoader(), new Class<?>[] {type}, (p, call, args) -> {
                    if (STOPS.contains(call.getName())) {
                        gate.pass(call.getName());
                    }
                    try {
                        return call.invoke(client, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
