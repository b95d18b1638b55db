package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.config.value.TopicName;

/** What the sink keeps in topics of its own, so that a restart forgets nothing. */
public final class KeptKeys {

    public static final String CACHE_TOPIC = "cache.topic";
    public static final String STATE_TOPIC = "connector.state.topic";

    private KeptKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Kept in Kafka")
                .key(
                        CACHE_TOPIC,
                        STRING,
                        null,
                        new Parsed("a topic name", TopicName::requirePlain),
                        MEDIUM,
                        "Compacted topic of the output cluster that answers are kept in, so that they outlive the worker and"
                                + " all tasks share them; connectors may share one, too. A task reads it before its first"
                                + " record. Its keys are digests under a salt, its values the answers: no input is in it."
                                + " Where it does not exist it is made, and keeps records for twice "
                                + SavingKeys.CACHE_TTL + ", which then counts from the time of a record: a few days or"
                                + " weeks are usual. The default of " + SavingKeys.CACHE_ENTRIES
                                + " holds for every task where this is set. Left out: answers are kept in memory alone.")
                .key(
                        STATE_TOPIC,
                        STRING,
                        null,
                        new Parsed("a topic name", TopicName::requirePlain),
                        MEDIUM,
                        "Compacted topic of the output cluster that keeps what the current window of the budget has used,"
                                + " so that a restart spends nothing twice. It is made where it does not exist; connectors"
                                + " may share one. Set, windows begin at multiples of " + SpendingKeys.WINDOW
                                + " since 1970, days at midnight UTC, and no call is made before the topic is read. Left"
                                + " out: a task that starts begins a window of which nothing is used.");
    }
}
