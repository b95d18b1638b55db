package io.github.hfconnect.kafka;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What the failures of a cluster's clients mean for whoever has to mend them.
 *
 * @param keys what the user calls the settings of these clients
 * @param topics which of the user's keys name the topics that they use
 * @param transactionalIds the common beginning of their ids, or null where there are none
 */
public record ClusterFaults(
        ClientKeys keys, TopicKeys topics, @Nullable String transactionalIds) {

    /**
     * The sentence that names the key or the right, or empty where neither is the matter.
     *
     * @param input topic that the clients only read from, or null
     */
    public Optional<String> sentence(@Nullable Throwable failure, @Nullable String input) {
        return new Refusal(keys)
                .sentence(failure)
                .or(() -> new MissingRight(keys, topics, input, transactionalIds).sentence(failure));
    }

    /** The refusal with the topic that was asked about: an Admin's does not say which it is. */
    public static @Nullable Throwable about(String topic, @Nullable Throwable answer) {
        return answer instanceof TopicAuthorizationException refused
                        && refused.unauthorizedTopics().isEmpty()
                ? new TopicAuthorizationException(refused.getMessage(), Set.of(topic))
                : answer;
    }

    /** A failure that comes back however often it is tried, with that sentence where there is one. */
    public ConnectException lasting(@Nullable Throwable failure, @Nullable String input, String otherwise) {
        return new ConnectException(sentence(failure, input).orElse(otherwise), failure);
    }

    /** That a topic does not exist and may not be made. */
    public ConnectException notCreated(String topic, Throwable refusal) {
        return new ConnectException(new MissingRight(keys, topics, null, transactionalIds).create(topic), refusal);
    }

    /** The topic with the key that names it, as messages name both. */
    public String told(String topic) {
        return topics.told(topic);
    }

    /** That no client was made with these settings. */
    public ConnectException notMade(KafkaException failure) {
        return notMade(keys, failure);
    }

    static ConnectException notMade(ClientKeys keys, KafkaException failure) {
        return new ConnectException(new Refusal(keys).settings(failure), failure);
    }
}
