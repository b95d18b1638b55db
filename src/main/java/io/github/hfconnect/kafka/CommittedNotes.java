package io.github.hfconnect.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;

/** What a consumer group has noted beside its committed offsets (their metadata). Safe for use by several threads. */
public final class CommittedNotes {

    private final ClusterGate gate;
    private final String group;

    public CommittedNotes(ClusterGate gate, String group) {
        this.gate = gate;
        this.group = group;
    }

    /**
     * Whether a note stands beside the offset of any partition of a topic; false, too, where that may not be seen.
     *
     * @throws KafkaException where it cannot be told for now
     */
    public boolean isNoted(String topic, String note) {
        Admin admin = gate.admin();
        try {
            return TopicMaker.answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .entrySet()
                    .stream()
                    .anyMatch(offset -> offset.getKey().topic().equals(topic)
                            && offset.getValue() != null
                            && offset.getValue().metadata().equals(note));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw e.getCause() instanceof KafkaException answer
                    ? answer
                    : new KafkaException("The offsets of " + group + " cannot be read", e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("No answer about the offsets of " + group, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
