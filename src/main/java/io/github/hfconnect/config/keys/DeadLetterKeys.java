package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.ClientFile;
import io.github.hfconnect.config.value.ClientSettings;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.config.value.TopicName;
import io.github.hfconnect.kafka.ClientKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;

/** Where a transform writes the records that fail by their own fault: Connect has a dead letter queue in sinks only. */
public final class DeadLetterKeys {

    static final String TOPIC = "dead.letter.topic";
    static final String BOOTSTRAP_SERVERS = "dead.letter.bootstrap.servers";
    public static final String PRODUCER = "dead.letter.producer.";

    static final ClientKeys CLIENT = new ClientKeys(BOOTSTRAP_SERVERS, PRODUCER);

    private DeadLetterKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Dead letters of a transform")
                .key(
                        TOPIC,
                        STRING,
                        null,
                        new Parsed("a topic name", DeadLetterKeys::requireTopic),
                        MEDIUM,
                        "Topic of failed records, needed by on.failure=dead-letter of a transform. It has to exist, or the"
                                + " brokers have to create it.")
                .key(
                        BOOTSTRAP_SERVERS,
                        STRING,
                        null,
                        new NonEmptyString(),
                        MEDIUM,
                        "Cluster of that topic, as host:port pairs separated by commas.")
                .key(
                        PRODUCER + ClientFile.KEY,
                        STRING,
                        null,
                        new NonEmptyString(),
                        LOW,
                        "Properties file on each worker with settings of that producer; a setting of"
                                + " dead.letter.producer.* wins over the file's.")
                .family(
                        PRODUCER + "<setting>",
                        STRING,
                        "as Kafka's producer takes it",
                        LOW,
                        "Any setting of Kafka's producer, such as dead.letter.producer.security.protocol.");
    }

    private static void requireTopic(String topic) {
        if (topic.contains(TopicName.PLACEHOLDER)) {
            throw new IllegalArgumentException("It is one topic for all records");
        }
        TopicName.parse(topic);
    }

    public static Optional<DeadLetterTarget> target(AbstractConfig values, Map<String, Object> producer) {
        String topic = values.getString(TOPIC);
        String servers = values.getString(BOOTSTRAP_SERVERS);
        if (topic == null || servers == null) {
            return Optional.empty();
        }
        Map<String, Object> settings = ClientFile.resolved(producer);
        settings.put("bootstrap.servers", servers);
        return Optional.of(new DeadLetterTarget(topic, settings));
    }

    /** What the keys say together, and what is missing, for {@code on.failure=dead-letter}. */
    public static List<KeyError> errors(AbstractConfig values, Map<String, Object> producer) {
        List<KeyError> errors = missing(values);
        errors.addAll(ClientSettings.errors(CLIENT, producer, values.getString(BOOTSTRAP_SERVERS)));
        return errors;
    }

    private static List<KeyError> missing(AbstractConfig values) {
        List<KeyError> errors = new ArrayList<>();
        for (String key : List.of(TOPIC, BOOTSTRAP_SERVERS)) {
            if (values.getString(key) == null) {
                errors.add(new KeyError(key, "Set it: " + FailureKeys.ON_FAILURE + "=dead-letter needs it"));
            }
        }
        return errors;
    }
}
