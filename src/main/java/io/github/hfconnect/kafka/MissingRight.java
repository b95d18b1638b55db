package io.github.hfconnect.kafka;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Which access rule is missing, told from Kafka's refusal. What each operation of a client needs is in Kafka's documentation,
 * "Authorization and ACLs" (of IdempotentWrite, Connect's "ACL requirements": deprecated as of 2.8); the rights named here were
 * enough, and each was needed, on a 4.3.1 broker with StandardAuthorizer.
 *
 * @param keys what the user calls the settings of the client that is refused
 * @param topics which of the user's keys name the topics
 * @param input topic that is only read from, or null
 * @param transactionalIds their common beginning, or null where there are none
 */
record MissingRight(
        ClientKeys keys,
        TopicKeys topics,
        @Nullable String input,
        @Nullable String transactionalIds) {

    /** The sentence for whoever keeps the rules, or empty where the failure is about something else. */
    Optional<String> sentence(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException refused) {
                return Optional.of(missing(refused));
            }
        }
        return Optional.empty();
    }

    private String missing(AuthorizationException refused) {
        return needed(refused) + ". Kafka says: " + refused.getMessage();
    }

    private String needed(AuthorizationException refused) {
        if (refused instanceof TopicAuthorizationException ofTopics) {
            return topic(ofTopics.unauthorizedTopics());
        }
        if (refused instanceof GroupAuthorizationException group) {
            return needs("read the group " + group.groupId(), "Read on that group");
        }
        if (refused instanceof TransactionalIdAuthorizationException) {
            return needs("write transactions", "Write on transactional ids with the prefix " + transactionalIds);
        }
        if (refused instanceof ClusterAuthorizationException) {
            return needs(
                    "write idempotently", "Write on its topics, or before Kafka 2.8 IdempotentWrite on the cluster");
        }
        return needs("do this", "a right that it has not");
    }

    /** Of a topic that was deleted the broker says no more than of one that may not be written to. */
    private String topic(Set<String> refused) {
        String named = refused.isEmpty()
                ? "this topic"
                : "the topic " + refused.stream().sorted().map(topics::told).collect(Collectors.joining(", "));
        return input != null && refused.contains(input)
                ? needs("read " + named, "Read on that topic")
                : needs("write to " + named, "Write on that topic, and Create where it does not exist");
    }

    /** What is missing where a topic does not exist and may not be made. */
    String create(String topic) {
        return "The topic " + topics.told(topic) + " does not exist, and the principal of " + keys.all()
                + " may not create it: create it, allow Create on it, or name another";
    }

    private String needs(String what, String right) {
        return "The principal of " + keys.all() + " may not " + what + ": it needs " + right;
    }
}
