package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.ClusterGate;
import io.github.hfconnect.kafka.CommittedNotes;
import io.github.hfconnect.kafka.OwnTopic;
import io.github.hfconnect.kafka.PartitionCounts;
import io.github.hfconnect.kafka.TopicMaker;
import io.github.hfconnect.kafka.TopicPlan;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients of one task, all for its output cluster. */
public class KafkaClients {

    private final SinkConfig config;
    private final ClusterGate gate;
    private final ClusterFaults faults;

    /**
     * Clients for the output cluster of a configuration.
     *
     * @param time by which they wait for it
     */
    public KafkaClients(SinkConfig config, Time time) {
        this.config = config;
        this.gate = new ClusterGate(SinkConfig.OUTPUT_CLIENT, config.output().client(), time);
        this.faults = new ClusterFaults(
                SinkConfig.OUTPUT_CLIENT,
                config.topicKeys(),
                config.delivery().idPrefix() + "-" + config.delivery().groupId() + "-");
    }

    /**
     * Looks whether the clients can work, before there is one.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException with what to change where they cannot
     */
    public void check() {
        gate.check();
    }

    /** The clock by which they wait for the cluster. */
    public Time time() {
        return gate.time();
    }

    /** What a failure of these clients means. */
    public ClusterFaults faults() {
        return faults;
    }

    /**
     * One for a whole task. {@link KafkaSettings} says why it never gives up, and has one request under way at a time.
     */
    public Producer<byte[], byte[]> producer() {
        return producer(settings().producer());
    }

    /** One for a partition: small, and quick to give up. */
    public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
        return producer(settings().transactionalProducer(transactionalId));
    }

    /** One for what the plugin keeps for itself: small, and quick to give up. */
    Producer<byte[], byte[]> smallProducer() {
        return producer(settings().smallProducer());
    }

    /** A consumer of the connector's group that never joins it. */
    public Consumer<byte[], byte[]> groupConsumer() {
        return consumer(settings().groupConsumer());
    }

    /** A consumer of no group, which reads what is committed of a topic of the plugin's own. */
    public Consumer<byte[], byte[]> reader() {
        return consumer(settings().reader());
    }

    /** How many partitions topics have. */
    public PartitionCounts partitionCounts() {
        return new PartitionCounts(gate, faults);
    }

    /** What stands beside the offsets of the connector's group, where the output's cluster is the input's. */
    public CommittedNotes committedNotes() {
        return new CommittedNotes(gate, config.delivery().groupId());
    }

    /** Makes topics of the plugin's own. */
    public TopicMaker topicMaker(TopicPlan plan) {
        return new TopicMaker(gate, faults, plan);
    }

    /** A topic of the plugin's own. */
    public OwnTopic ownTopic(String name, TopicPlan plan) {
        return new ClusterTopic(name, plan, this);
    }

    public OutputCluster cluster() {
        return new OutputCluster(gate, config.delivery().groupId());
    }

    public OutputTopics topics() {
        return new OutputTopics(
                gate, faults, config.output().partitions(), config.output().replicationFactor());
    }

    /** Read for each client: what a file says may have changed. */
    private KafkaSettings settings() {
        return new KafkaSettings(
                config.output().client(), config.delivery(), config.records().predictionShape());
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return made(() -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        return made(() -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private <T> T made(Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            throw faults.notMade(e);
        }
    }
}
