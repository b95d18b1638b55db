package io.github.hfconnect.sink.documents;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.kafka.PartitionCounts;
import io.github.hfconnect.kafka.TopicPlan;
import io.github.hfconnect.sink.output.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state topics of one task's input topics, one for each. A topic is made where nothing was ever committed with its name beside
 * the offset: one that was there and is not any more is no topic to begin with. Safe for use by several threads.
 */
public class StateTopics {

    private static final Logger log = LoggerFactory.getLogger(StateTopics.class);

    private static final String KEYS = "`chunk.state.topic` or `output.topic.replication.factor`";

    private final SinkConfig config;
    private final KafkaClients clients;

    /** The partitions of topics that are known to be there. */
    @GuardedBy("this")
    private final Map<String, Integer> counts = new HashMap<>();

    public StateTopics(SinkConfig config, KafkaClients clients) {
        this.config = config;
        this.clients = clients;
    }

    /** Where the state of an input partition stands. */
    public TopicPartition of(TopicPartition input) {
        return new TopicPartition(config.pieces().stateTopic(input.topic()), input.partition());
    }

    /** What is committed beside the offset of an input partition. */
    String note(TopicPartition input) {
        return "chunk.state.topic=" + of(input).topic();
    }

    /**
     * Sees to it that the state of an input partition has its place; blocks until the cluster has answered.
     *
     * @throws ConnectException where the cluster does not make it, it has been deleted, or time deletes from it
     */
    public synchronized void ensure(TopicPartition input) throws InterruptedException {
        String topic = of(input).topic();
        if (counts.getOrDefault(topic, 0) <= input.partition()) {
            counts.put(topic, settled(topic, input));
        }
    }

    private int settled(String topic, TopicPartition input) throws InterruptedException {
        PartitionCounts partitions = clients.partitionCounts();
        if (partitions.of(topic).isEmpty() && clients.committedNotes().isNoted(input.topic(), note(input))) {
            throw isGone(topic);
        }
        // Another cluster may be where the input is.
        int wanted = Math.max(partitions.of(input.topic()).orElse(0), input.partition() + 1);
        int found = clients.topicMaker(TopicPlan.compacted(
                        "state topic", KEYS, wanted, config.output().replicationFactor()))
                .settle(topic);
        if (found < wanted) {
            log.info("{} has {} partitions, so that the state topic {} gets as many", input.topic(), wanted, topic);
            partitions.raise(topic, wanted);
        }
        return Math.max(found, wanted);
    }

    /**
     * Looks once more for the topics that were there.
     *
     * @throws ConnectException where one is gone
     */
    public synchronized void requireThere() {
        counts.keySet().stream().filter(this::isMissing).findFirst().ifPresent(topic -> {
            throw isGone(topic);
        });
    }

    private boolean isMissing(String topic) {
        try {
            return clients.partitionCounts().of(topic).isEmpty();
        } catch (KafkaException e) {
            // The next look will tell.
            return false;
        }
    }

    private static ConnectException isGone(String topic) {
        return new ConnectException("The state topic " + topic
                + " is gone, and with it which pieces were written of which" + " documents. " + StateReader.REMEDY);
    }
}
