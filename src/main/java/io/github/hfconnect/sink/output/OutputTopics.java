package io.github.hfconnect.sink.output;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
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
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates output topics where they do not exist. */
public class OutputTopics {

    private static final Logger log = LoggerFactory.getLogger(OutputTopics.class);
    private static final long WAIT_SECONDS = 30;
    private static final long BETWEEN_TRIES_MILLIS = 100;

    private final Map<String, Object> adminConfig;
    private final int partitions;
    private final short replicationFactor;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /**
     * Topics of one cluster.
     *
     * @param partitions of a new topic; -1 for the broker's default
     * @param replicationFactor of a new topic; -1 for the broker's default
     */
    public OutputTopics(Map<String, Object> adminConfig, int partitions, short replicationFactor) {
        this.adminConfig = adminConfig;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /**
     * Sees to it that the topic exists, once for each topic; blocks until the cluster has answered.
     *
     * @throws ConnectException where the cluster does not make it
     */
    public void ensure(String topic) throws InterruptedException {
        if (seen.contains(topic)) {
            return;
        }
        boolean answered = false;
        while (!answered) {
            answered = create(topic);
            if (!answered) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
        seen.add(topic);
    }

    private boolean create(String topic) throws InterruptedException {
        try (Admin admin = Admin.create(adminConfig)) {
            createIfMissing(admin, topic);
            awaitLeaders(admin, topic);
            return true;
        } catch (ExecutionException e) {
            return isAnswered(topic, e.getCause());
        } catch (TimeoutException e) {
            log.warn("The output cluster does not answer; the topic {} waits for it", topic);
            return false;
        }
    }

    private void createIfMissing(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Optional<Integer> count = partitions < 1 ? Optional.empty() : Optional.of(partitions);
        Optional<Short> factor = replicationFactor < 1 ? Optional.empty() : Optional.of(replicationFactor);
        try {
            answer(admin.createTopics(List.of(new NewTopic(topic, count, factor)))
                    .all());
            log.info("Created the output topic {}", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /**
     * A topic is known before the leaders of its partitions are at work, and nothing may be written in between: where a leader
     * refuses a producer's first batch and takes its second, the first is out of sequence for ever.
     */
    private static void awaitLeaders(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDescription description :
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
            description
                    .partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        }
        // Asks each leader, again and again until it answers.
        answer(admin.listOffsets(ends).all());
    }

    @CanIgnoreReturnValue
    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether the answer settles the matter. */
    private static boolean isAnswered(String topic, @Nullable Throwable answer) {
        if (answer instanceof AuthorizationException) {
            // The topic may be there; if not, the producer says so.
            log.warn("Not allowed to create the output topic {}: {}", topic, answer.getMessage());
            return true;
        }
        if (answer instanceof RetriableException) {
            log.warn("The output topic {} is not ready yet: {}", topic, answer.getMessage());
            return false;
        }
        throw new ConnectException(
                "The output topic " + topic + " cannot be created; create it, or change `output.topic.partitions` or"
                        + " `output.topic.replication.factor`",
                answer);
    }
}
