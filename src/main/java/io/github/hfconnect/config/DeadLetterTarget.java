package io.github.hfconnect.config;

import java.util.Map;

/**
 * Where a transform writes records that fail by their own fault.
 *
 * @param producer settings of a Kafka producer, as configured: without serializers and defaults of ours; may hold secrets
 */
public record DeadLetterTarget(String topic, Map<String, Object> producer) {

    public DeadLetterTarget {
        producer = Map.copyOf(producer);
    }

    @Override
    public String toString() {
        return "DeadLetterTarget[topic=" + topic + "]";
    }
}
