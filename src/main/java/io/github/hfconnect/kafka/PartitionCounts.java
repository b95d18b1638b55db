package io.github.hfconnect.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.connect.errors.ConnectException;

/** How many partitions topics have. Safe for use by several threads. */
public final class PartitionCounts {

    private final ClusterGate gate;
    private final ClusterFaults faults;

    public PartitionCounts(ClusterGate gate, ClusterFaults faults) {
        this.gate = gate;
        this.faults = faults;
    }

    private interface Request {
        OptionalInt send(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    /**
     * Of a topic; empty where this cluster has none of that name, or does not say.
     *
     * @throws KafkaException where it cannot be told for now
     */
    public OptionalInt of(String topic) {
        try {
            return answer(topic, admin -> {
                TopicDescription found = TopicMaker.answer(
                                admin.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic);
                return found == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(found.partitions().size());
            });
        } catch (UnknownTopicOrPartitionException | AuthorizationException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * Gives a topic more partitions.
     *
     * @throws ConnectException where that is not allowed
     * @throws KafkaException where it is not done for now
     */
    public void raise(String topic, int count) {
        try {
            OptionalInt unused = answer(topic, admin -> {
                TopicMaker.answer(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(count)))
                        .all());
                return OptionalInt.of(count);
            });
        } catch (AuthorizationException e) {
            throw new ConnectException(
                    "The topic " + faults.told(topic) + " needs " + count
                            + " partitions and may not be given them: add them"
                            + " (kafka-topics.sh --alter --topic " + topic + " --partitions " + count
                            + "), or allow Alter on that topic",
                    e);
        }
    }

    private OptionalInt answer(String topic, Request request) {
        Admin admin = gate.admin();
        try {
            return request.send(admin);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException answer
                    ? answer
                    : new KafkaException("The topic " + topic + " cannot be looked at", e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("No answer about the topic " + topic, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
