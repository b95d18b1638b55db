package io.github.hfconnect.sink.output;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.ClusterGate;
import io.github.hfconnect.resilience.Absence;
import io.github.hfconnect.resilience.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates output topics where they do not exist. */
public class OutputTopics {

    private static final Logger log = LoggerFactory.getLogger(OutputTopics.class);
    private static final long WAIT_SECONDS = 30;
    private static final Backoff BETWEEN_TRIES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final ClusterGate gate;
    private final ClusterFaults faults;
    private final int partitions;
    private final short replicationFactor;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Absence silence = new Absence(Absence.REMIND_EVERY);

    /**
     * Topics of one cluster.
     *
     * @param partitions of a new topic; -1 for the broker's default
     * @param replicationFactor of a new topic; -1 for the broker's default
     */
    public OutputTopics(ClusterGate gate, ClusterFaults faults, int partitions, short replicationFactor) {
        this.gate = gate;
        this.faults = faults;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /**
     * Sees to it that the topic exists, once for each topic; blocks until the cluster has answered.
     *
     * @throws ConnectException where the cluster does not make it
     */
    public void ensure(String topic) throws InterruptedException {
        if (!seen.contains(topic)) {
            settle(topic);
            seen.add(topic);
        }
    }

    /**
     * The same once more for all topics: one that is deleted while a producer writes to it is waited for as long as for a leader.
     *
     * @throws ConnectException where one is gone and the cluster does not make it again
     */
    public void ensureAgain() throws InterruptedException {
        for (String topic : seen) {
            settle(topic);
        }
    }

    private void settle(String topic) throws InterruptedException {
        for (int tries = 1; !isSettled(topic); tries++) {
            Duration pause =
                    BETWEEN_TRIES.delay(tries, ThreadLocalRandom.current().nextDouble());
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }

    private boolean isSettled(String topic) throws InterruptedException {
        gate.await();
        Admin admin = gate.admin();
        try {
            awaitLeaders(admin, described(admin, topic));
            silence.back(System.nanoTime())
                    .ifPresent(time -> log.info("The output topic {} is ready after {} s", topic, time.toSeconds()));
            return true;
        } catch (ExecutionException e) {
            tellNotReady(topic, retriable(topic, e.getCause()).getMessage());
        } catch (TimeoutException e) {
            tellNotReady(topic, "no answer within " + WAIT_SECONDS + " s");
        } finally {
            admin.close(Duration.ZERO);
        }
        return false;
    }

    private TopicDescription described(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return describe(admin, topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                create(admin, topic);
                return describe(admin, topic);
            }
            throw e;
        }
    }

    private static TopicDescription describe(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        return Objects.requireNonNull(
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
    }

    private void create(Admin admin, String topic) throws ExecutionException, InterruptedException, TimeoutException {
        Optional<Integer> count = partitions < 1 ? Optional.empty() : Optional.of(partitions);
        Optional<Short> factor = replicationFactor < 1 ? Optional.empty() : Optional.of(replicationFactor);
        try {
            answer(admin.createTopics(List.of(new NewTopic(topic, count, factor)))
                    .all());
            log.info("Created the output topic {}", topic);
        } catch (ExecutionException e) {
            requireExists(topic, e);
        }
    }

    private void requireExists(String topic, ExecutionException notCreated) throws ExecutionException {
        if (notCreated.getCause() instanceof AuthorizationException refusal) {
            throw faults.notCreated(topic, refusal);
        }
        if (!(notCreated.getCause() instanceof TopicExistsException)) {
            throw notCreated;
        }
    }

    /**
     * A topic is known before the leaders of its partitions are at work, and nothing may be written in between: where a leader
     * refuses a producer's first batch and takes its second, the first is out of sequence for ever.
     */
    private static void awaitLeaders(Admin admin, TopicDescription topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topic.partitions()
                .forEach(partition ->
                        ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        // Asks each leader, again and again until it answers.
        answer(admin.listOffsets(ends).all());
    }

    @CanIgnoreReturnValue
    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private RetriableException retriable(String topic, @Nullable Throwable answer) {
        if (answer instanceof RetriableException retriable) {
            return retriable;
        }
        throw faults.lasting(
                ClusterFaults.about(topic, answer),
                null,
                "The output topic " + topic + " cannot be created; create it, or change `output.topic.partitions` or"
                        + " `output.topic.replication.factor`");
    }

    private void tellNotReady(String topic, @Nullable String reason) {
        silence.missed(System.nanoTime())
                .ifPresent(time -> log.warn(
                        "The output topic {} is not ready, for {} s now: {}", topic, time.toSeconds(), reason));
    }
}
