package io.github.hfconnect.kafka;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.hfconnect.resilience.Absence;
import io.github.hfconnect.resilience.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/** Creates topics where they do not exist, and looks at those that do. Safe for use by several threads. */
public final class TopicMaker {

    private static final Logger log = LoggerFactory.getLogger(TopicMaker.class);
    private static final long WAIT_SECONDS = 30;
    private static final Backoff BETWEEN_TRIES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final ClusterGate gate;
    private final ClusterFaults faults;
    private final TopicPlan plan;
    private final Absence silence;

    public TopicMaker(ClusterGate gate, ClusterFaults faults, TopicPlan plan) {
        this.gate = gate;
        this.silence = new Absence(Absence.REMIND_EVERY, gate.time());
        this.faults = faults;
        this.plan = plan;
    }

    /**
     * Sees to it that the topic exists and that its leaders are at work; blocks until the cluster has answered.
     *
     * @return how many partitions it has
     * @throws ConnectException where the cluster does not make it, or it is not as the plan wants it
     */
    @CanIgnoreReturnValue
    public int settle(String topic) throws InterruptedException {
        return settle(topic, plan.partitions());
    }

    /**
     * The same for a topic that was there before, which gets as many partitions as it had: records may wait for each of them.
     *
     * @param partitions that it had
     */
    @CanIgnoreReturnValue
    public int settle(String topic, int partitions) throws InterruptedException {
        Optional<TopicDescription> settled = settled(topic, partitions);
        for (int tries = 1; settled.isEmpty(); tries++) {
            Duration pause =
                    BETWEEN_TRIES.delay(tries, ThreadLocalRandom.current().nextDouble());
            gate.time().sleep(pause);
            settled = settled(topic, partitions);
        }
        return settled.get().partitions().size();
    }

    private Optional<TopicDescription> settled(String topic, int partitions) throws InterruptedException {
        gate.await();
        Admin admin = gate.admin();
        try {
            TopicDescription description = described(admin, topic, partitions);
            new TopicPolicy(plan, topic).require(admin);
            awaitLeaders(admin, description);
            silence.back()
                    .ifPresent(wait -> log.info("The {} {} is ready after {} s", plan.kind(), topic, wait.toSeconds()));
            return Optional.of(description);
        } catch (ExecutionException e) {
            tellNotReady(topic, retriable(topic, e.getCause()).getMessage());
        } catch (TimeoutException e) {
            tellNotReady(topic, "no answer within " + WAIT_SECONDS + " s");
        } finally {
            admin.close(Duration.ZERO);
        }
        return Optional.empty();
    }

    private TopicDescription described(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return describe(admin, topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                create(admin, topic, partitions);
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

    private void create(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            answer(admin.createTopics(List.of(newTopic(topic, partitions))).all());
            log.info("Created the {} {}", plan.kind(), topic);
        } catch (ExecutionException e) {
            requireExists(topic, e);
        }
    }

    private NewTopic newTopic(String topic, int partitions) {
        Optional<Integer> count = partitions < 1 ? Optional.empty() : Optional.of(partitions);
        Optional<Short> factor =
                plan.replicationFactor() < 1 ? Optional.empty() : Optional.of(plan.replicationFactor());
        return new NewTopic(topic, count, factor).configs(plan.settings());
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
    static <T> T answer(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private RetriableException retriable(String topic, @Nullable Throwable answer) {
        if (answer instanceof RetriableException retriable) {
            return retriable;
        }
        throw faults.lasting(
                ClusterFaults.about(topic, answer),
                null,
                "The " + plan.kind() + " " + faults.told(topic)
                        + " cannot be created: create it, name another, or change " + plan.keys() + ". Kafka says: "
                        + (answer == null ? null : answer.getMessage()));
    }

    private void tellNotReady(String topic, @Nullable String reason) {
        silence.missed()
                .ifPresent(wait -> log.warn(
                        "The {} {} is not ready, for {} s now: {}", plan.kind(), topic, wait.toSeconds(), reason));
    }
}
