package io.github.hfconnect.config.keys;

import io.github.hfconnect.kafka.ClientKeys;
import java.util.Map;

/**
 * Where a transform writes records that fail by their own fault.
 *
 * @param producer settings of a Kafka producer, as configured: without serializers and defaults of ours; may hold secrets
 */
public record DeadLetterTarget(String topic, Map<String, Object> producer) {

    /** What users call the topic's name. */
    public static final String TOPIC = DeadLetterKeys.TOPIC;

    /** What users call the settings of that producer. */
    public static final ClientKeys CLIENT = DeadLetterKeys.CLIENT;

    public DeadLetterTarget {
        producer = Map.copyOf(producer);
    }

    @Override
    public String toString() {
        return "DeadLetterTarget[topic=" + topic + "]";
    }
}
