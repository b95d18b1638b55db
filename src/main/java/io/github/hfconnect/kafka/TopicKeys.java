package io.github.hfconnect.kafka;

/** Which key of a user's configuration names a topic. */
@FunctionalInterface
public interface TopicKeys {

    /** The key that is to be changed where this is the wrong topic. */
    String of(String topic);

    /** The topic with its key, as messages name both. */
    default String told(String topic) {
        return topic + " (`" + of(topic) + "`)";
    }
}
