package io.github.hfconnect.sink.output;

import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.ClusterGate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Sees that the output cluster is the one that Connect reads from, without which offsets and results cannot be one
 * transaction. A task cannot know its worker's settings; but the right cluster has the input partitions, and there the
 * connector's consumer group is live.
 */
public class OutputCluster {

    /** A group that is joined or a partition that is added this very moment may take so long to be seen everywhere. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long WAIT_SECONDS = 10;

    private final ClusterGate gate;
    private final String group;
    private final Set<TopicPartition> known = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Long> firstAsked = new ConcurrentHashMap<>();
    private volatile boolean live;

    public OutputCluster(ClusterGate gate, String group) {
        this.gate = gate;
        this.group = group;
    }

    /**
     * Waits until the cluster answers, and returns where the partition may be written for.
     *
     * @throws ConnectException where this is another cluster
     * @throws KafkaException where that cannot be told yet
     */
    public void require(TopicPartition partition) {
        try {
            gate.await();
            if (!live || !known.contains(partition)) {
                ask(partition);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException answer
                    ? answer
                    : new KafkaException("The output cluster cannot be asked", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The output cluster does not answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void ask(TopicPartition partition) throws ExecutionException, TimeoutException, InterruptedException {
        firstAsked.putIfAbsent(partition, gate.time().nanos());
        Admin admin = gate.admin();
        try {
            requirePartition(admin, partition);
            requireLiveGroup(admin, partition);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private void requirePartition(Admin admin, TopicPartition partition)
            throws ExecutionException, TimeoutException, InterruptedException {
        int partitions = partitions(admin, partition.topic());
        if (partitions <= partition.partition()) {
            throw isOther(partition, "it has no partition " + partition);
        }
        for (int i = 0; i < partitions; i++) {
            known.add(new TopicPartition(partition.topic(), i));
        }
    }

    private static int partitions(Admin admin, String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            KafkaFuture<TopicDescription> description = Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
            return description.get(WAIT_SECONDS, TimeUnit.SECONDS).partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw new ExecutionException(ClusterFaults.about(topic, e.getCause()));
        }
    }

    private void requireLiveGroup(Admin admin, TopicPartition partition)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (!live && !hasMembers(admin)) {
            throw isOther(partition, "the consumer group " + group + " has no member there");
        }
        live = true;
    }

    private boolean hasMembers(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        try {
            KafkaFuture<ConsumerGroupDescription> description =
                    Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group));
            return !description.get(WAIT_SECONDS, TimeUnit.SECONDS).members().isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    private KafkaException isOther(TopicPartition partition, String why) {
        String message = "exactly-once needs output.bootstrap.servers to be the cluster that Connect reads from, but "
                + why + ". Change it, or set delivery.guarantee=at-least-once";
        long waited = gate.time().nanos() - Objects.requireNonNull(firstAsked.get(partition));
        return waited < PATIENCE.toNanos()
                ? new org.apache.kafka.common.errors.TimeoutException(message)
                : new ConnectException(message);
    }
}
