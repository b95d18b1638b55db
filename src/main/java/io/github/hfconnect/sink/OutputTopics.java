package io.github.hfconnect.sink;

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
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates output topics where they do not exist. Where that is not allowed, the producer says what is wrong, or the broker
 * creates them by itself.
 */
class OutputTopics {

    private static final Logger log = LoggerFactory.getLogger(OutputTopics.class);
    private static final long WAIT_SECONDS = 30;

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
    OutputTopics(Map<String, Object> adminConfig, int partitions, short replicationFactor) {
        this.adminConfig = adminConfig;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /** Sees to it that the topic exists, once for each topic; blocks for that. */
    void ensure(String topic) throws InterruptedException {
        if (!seen.contains(topic)) {
            create(topic);
            seen.add(topic);
        }
    }

    private void create(String topic) throws InterruptedException {
        Optional<Integer> count = partitions < 1 ? Optional.empty() : Optional.of(partitions);
        Optional<Short> factor = replicationFactor < 1 ? Optional.empty() : Optional.of(replicationFactor);
        try (Admin admin = Admin.create(adminConfig)) {
            admin.createTopics(List.of(new NewTopic(topic, count, factor)))
                    .all()
                    .get(WAIT_SECONDS, TimeUnit.SECONDS);
            log.info("Created the output topic {}", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                log.warn("Could not create the output topic {}: {}", topic, String.valueOf(e.getCause()));
            }
        } catch (TimeoutException e) {
            log.warn("Could not create the output topic {} within {} s", topic, WAIT_SECONDS);
        }
    }
}
