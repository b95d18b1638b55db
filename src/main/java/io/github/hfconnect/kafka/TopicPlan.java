package io.github.hfconnect.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What topics of one kind are like.
 *
 * @param kind what people call them, such as "output topic"
 * @param keys of a user's configuration that decide about them, quoted
 * @param partitions of a new topic; -1 for the broker's default
 * @param replicationFactor of a new topic; -1 for the broker's default
 * @param settings of a new topic
 * @param policies what an existing topic's {@code cleanup.policy} may be, in the order of the alphabet; empty for any
 */
public record TopicPlan(
        String kind,
        String keys,
        int partitions,
        short replicationFactor,
        Map<String, String> settings,
        Set<String> policies) {

    static final String POLICY = "cleanup.policy";

    private static final String COMPACT = "compact";
    private static final String COMPACT_AND_DELETE = "compact,delete";

    public TopicPlan {
        settings = Map.copyOf(settings);
        policies = Set.copyOf(policies);
    }

    /** Topics that are as the broker makes them. */
    public static TopicPlan plain(String kind, String keys, int partitions, short replicationFactor) {
        return new TopicPlan(kind, keys, partitions, replicationFactor, Map.of(), Set.of());
    }

    /** Topics of which the last record of each key stays for ever. */
    public static TopicPlan compacted(String kind, String keys, int partitions, short replicationFactor) {
        return new TopicPlan(kind, keys, partitions, replicationFactor, Map.of(POLICY, COMPACT), Set.of(COMPACT));
    }

    /** Topics of which the last record of each key stays until it is deleted by age, too, or for ever. */
    public static TopicPlan compactedAndDeleted(String kind, String keys, int partitions, short replicationFactor) {
        return new TopicPlan(
                kind,
                keys,
                partitions,
                replicationFactor,
                Map.of(POLICY, COMPACT_AND_DELETE),
                Set.of(COMPACT, COMPACT_AND_DELETE));
    }

    /** The same with one more setting of a new topic. */
    public TopicPlan with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new TopicPlan(kind, keys, partitions, replicationFactor, more, policies);
    }
}
