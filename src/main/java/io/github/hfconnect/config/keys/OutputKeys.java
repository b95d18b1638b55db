package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.SHORT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.ClientFile;
import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.config.value.TopicName;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;

/** Where and how the sink writes. */
public final class OutputKeys {

    public static final String TOPIC = "output.topic";
    public static final String BOOTSTRAP_SERVERS = "output.bootstrap.servers";
    public static final String PRODUCER = "output.producer.";
    public static final String KEY_CONVERTER = "output.key.converter";
    public static final String VALUE_CONVERTER = "output.value.converter";
    public static final String PARTITIONS = "output.topic.partitions";
    public static final String REPLICATION_FACTOR = "output.topic.replication.factor";
    public static final String ORDER = "output.order";
    public static final String HEADERS = "output.headers";

    public static final Choice<OutputOrder> ORDERS = new Choice<>(OutputOrder.class);

    private OutputKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Output");
        addClusterTo(keys);
        addTopicTo(keys);
        addConvertersTo(keys);
    }

    private static void addClusterTo(KeyGroups keys) {
        keys.required(
                        BOOTSTRAP_SERVERS,
                        STRING,
                        new NonEmptyString(),
                        "Cluster to write to, as host:port pairs separated by commas. A connector cannot see its worker's"
                                + " settings, so they are needed here.")
                .key(
                        PRODUCER + ClientFile.KEY,
                        STRING,
                        null,
                        new NonEmptyString(),
                        LOW,
                        "Properties file on each worker with settings of Kafka's clients, such as security.protocol and"
                                + " sasl.jaas.config, so that they need not be repeated in each connector. A setting of"
                                + " output.producer.* wins over the file's.")
                .family(
                        PRODUCER + "<setting>",
                        STRING,
                        "as Kafka's producer takes it",
                        LOW,
                        "Any setting of Kafka's producer, such as output.producer.security.protocol or"
                                + " output.producer.compression.type.");
    }

    private static void addTopicTo(KeyGroups keys) {
        keys.key(
                        TOPIC,
                        STRING,
                        TopicName.PLACEHOLDER + ".enriched",
                        new Parsed("a topic name that may hold ${topic}", TopicName::parse),
                        HIGH,
                        "Topic of the enriched records; ${topic} stands for the input topic.")
                .key(
                        PARTITIONS,
                        INT,
                        -1,
                        new CountOrDefault(),
                        LOW,
                        "Partitions of an output topic that does not exist yet; -1 for the broker's default.")
                .key(
                        REPLICATION_FACTOR,
                        SHORT,
                        (short) -1,
                        new CountOrDefault(),
                        LOW,
                        "Replication factor of an output topic that does not exist yet; -1 for the broker's default.")
                .key(
                        ORDER,
                        STRING,
                        Choice.spelling(OutputOrder.PARTITION),
                        ORDERS,
                        MEDIUM,
                        "partition: the records of one input partition leave in their order. none: fast answers"
                                + " overtake.")
                .key(
                        HEADERS,
                        BOOLEAN,
                        false,
                        null,
                        LOW,
                        "Whether output records carry the headers hf.source.topic, hf.source.partition, hf.source.offset"
                                + " and hf.model.");
    }

    private static void addConvertersTo(KeyGroups keys) {
        addConverterTo(
                keys,
                KEY_CONVERTER,
                "Converter class for keys. Left out: the connector's own key.converter where it is set, else bytes as"
                        + " they are, Structs and Maps as schemaless JSON, anything else as text.");
        addConverterTo(
                keys,
                VALUE_CONVERTER,
                "Converter class for values. Left out: the connector's own value.converter where it is set and can write"
                        + " a prediction, else schemaless JSON.");
    }

    private static void addConverterTo(KeyGroups keys, String name, String documentation) {
        keys.key(name, STRING, null, new NonEmptyString(), MEDIUM, documentation)
                .family(
                        name + ".<setting>",
                        STRING,
                        "as the converter takes it",
                        LOW,
                        "A setting of that" + " converter, such as " + name + ".schemas.enable.");
    }

    /** Kafka's convention for a number that may be left to the broker. */
    private static final class CountOrDefault implements org.apache.kafka.common.config.ConfigDef.Validator {

        @Override
        public void ensureValid(String name, Object value) {
            if (((Number) value).intValue() != -1) {
                atLeast(1).ensureValid(name, value);
            }
        }

        @Override
        public String toString() {
            return "-1, or at least 1";
        }
    }
}
