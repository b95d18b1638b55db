package io.github.hfconnect.sink;

import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.config.RecordSettings;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.http.ServerTokens;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Revisions;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.OwnTopic;
import io.github.hfconnect.kafka.TopicPlan;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.resilience.Enricher;
import io.github.hfconnect.resilience.FakeInferenceClient;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.ObservedClient;
import io.github.hfconnect.resilience.Throttle;
import io.github.hfconnect.sink.documents.StateTopics;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.sink.output.OutputCluster;
import io.github.hfconnect.sink.output.OutputTopics;
import io.github.hfconnect.task.chat.StructuredChat;
import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.ServerFacts;
import io.github.hfconnect.wiring.SystemTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** A sink task driven as Connect drives one, with a model and an output cluster in memory. */
final class SinkTaskHarness implements AutoCloseable {

    static final TopicPartition CHAT_0 = new TopicPartition("chat", 0);
    static final TopicPartition CHAT_1 = new TopicPartition("chat", 1);

    final MockProducer<byte[], byte[]> producer;
    final FakeSinkTaskContext context = new FakeSinkTaskContext(Set.of(CHAT_0, CHAT_1));
    private final HuggingFaceSinkTask task;
    private final InMemory factory;
    private final Map<TopicPartition, OffsetAndMetadata> delivered = new HashMap<>();

    /** A task that is started and owns two partitions; the broker acknowledges at once. */
    SinkTaskHarness(InferenceClient model, Map<String, String> settings) {
        this(model, settings, true);
    }

    SinkTaskHarness(InferenceClient model, Map<String, String> settings, boolean acknowledge) {
        this(model, settings, mockProducer(acknowledge), new FakeCluster());
    }

    /** A task that writes by transactions to a cluster in memory. */
    SinkTaskHarness(InferenceClient model, Map<String, String> settings, FakeCluster cluster) {
        this(model, exactlyOnce(settings), mockProducer(true), cluster);
    }

    /** A task by a clock of the test, in the guarantee that the settings name, and with Connect's reporter where they have a dead letter topic. */
    static SinkTaskHarness byClock(
            InferenceClient model, Map<String, String> settings, FakeCluster cluster, Time time) {
        boolean exactlyOnce = "exactly-once".equals(settings.get("delivery.guarantee"));
        return new SinkTaskHarness(
                model, exactlyOnce ? exactlyOnce(settings) : settings, mockProducer(true), cluster, time);
    }

    /** A task whose own topics are on a cluster that others may have used before. */
    static SinkTaskHarness onClusterOf(InferenceClient model, Map<String, String> settings, FakeCluster cluster) {
        return new SinkTaskHarness(model, settings, mockProducer(true), cluster);
    }

    /** A task that writes at least once to a cluster in memory. */
    static SinkTaskHarness atLeastOnce(InferenceClient model, Map<String, String> settings, FakeCluster cluster) {
        return new SinkTaskHarness(model, settings, cluster.producer(), cluster);
    }

    private SinkTaskHarness(
            InferenceClient model,
            Map<String, String> settings,
            MockProducer<byte[], byte[]> producer,
            FakeCluster cluster) {
        this(model, settings, producer, cluster, new SystemTime());
    }

    private SinkTaskHarness(
            InferenceClient model,
            Map<String, String> settings,
            MockProducer<byte[], byte[]> producer,
            FakeCluster cluster,
            Time time) {
        this.producer = producer;
        if (settings.containsKey("errors.tolerance") && !settings.containsKey("errors.deadletterqueue.topic.name")) {
            context.withoutReporter(settings.get("errors.tolerance"));
        }
        factory = new InMemory(model, producer, cluster, time);
        task = new HuggingFaceSinkTask(factory);
        task.initialize(context);
        task.start(props(settings));
        task.open(List.of(CHAT_0, CHAT_1));
    }

    private static MockProducer<byte[], byte[]> mockProducer(boolean acknowledge) {
        return new MockProducer<>(acknowledge, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, String> exactlyOnce(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("delivery.guarantee", "exactly-once");
        all.putIfAbsent("transaction.commit.interval.ms", "0");
        return all;
    }

    private static Map<String, String> props(Map<String, String> settings) {
        Map<String, String> props = new TreeMap<>(Map.of(
                "topics", "chat",
                "task", "text-classification",
                "endpoint.urls", "http://127.0.0.1:9",
                "endpoint.api", "tei",
                "batch.linger.ms", "0",
                "output.bootstrap.servers", "127.0.0.1:9"));
        props.putAll(settings);
        return props;
    }

    HuggingFaceSinkTask task() {
        return task;
    }

    /** Delivers texts to a partition, one offset each. */
    void put(TopicPartition partition, String... texts) {
        rewind();
        List<SinkRecord> records = new ArrayList<>();
        for (String text : texts) {
            long offset =
                    delivered.containsKey(partition) ? delivered.get(partition).offset() : 0;
            records.add(Records.text(partition.topic(), partition.partition(), offset, text));
            delivered.put(partition, new OffsetAndMetadata(offset + 1));
        }
        task.put(records);
    }

    /** Delivers a record with a key of its own, and answers its offset. */
    long putRecord(TopicPartition partition, @Nullable Object key, @Nullable Object value) {
        rewind();
        long offset =
                delivered.containsKey(partition) ? delivered.get(partition).offset() : 0;
        delivered.put(partition, new OffsetAndMetadata(offset + 1));
        task.put(List.of(new SinkRecord(partition.topic(), partition.partition(), null, key, null, value, offset)));
        return offset;
    }

    /** Delivers from an offset on, as Connect does after a rewind. */
    void redeliver(TopicPartition partition, long offset, String... texts) {
        rewind();
        delivered.put(partition, new OffsetAndMetadata(offset));
        put(partition, texts);
    }

    /** A poll that brings nothing. */
    void tick() {
        rewind();
        task.put(List.of());
    }

    /** Connect's own position follows the task's wish before each poll. */
    private void rewind() {
        context.takeRewinds().forEach((partition, offset) -> delivered.put(partition, new OffsetAndMetadata(offset)));
    }

    /** What Connect would commit now. */
    Map<TopicPartition, OffsetAndMetadata> preCommit() {
        return task.preCommit(Map.copyOf(delivered));
    }

    /** What Connect would commit of one partition; 0 where it is told nothing. */
    long committable(TopicPartition partition) {
        OffsetAndMetadata offset = preCommit().get(partition);
        return offset == null ? 0 : offset.offset();
    }

    /** Values that were written, of records of one partition, in their order; keys carry the offset. */
    List<String> written(int partition) {
        return producer.history().stream()
                .filter(record -> header(record, "hf.source.partition").equals(String.valueOf(partition)))
                .map(record -> header(record, "hf.source.offset"))
                .toList();
    }

    /** Whether a partition has a record whose answer is known, which has not left, and which nobody is about to let leave. */
    boolean holdsBack(TopicPartition partition) {
        PartitionLane lane =
                Objects.requireNonNull(Objects.requireNonNull(factory.lanes).get(partition));
        return lane.finished() > 0 && lane.isQuiet();
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Polls as Connect does until something has come true; a test's time limit ends it otherwise. */
    void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            tick();
            synchronized (this) {
                wait(1);
            }
        }
    }

    /** Whether nothing is owed for any record. */
    boolean isIdle() {
        return Objects.requireNonNull(factory.lanes).size() == 0;
    }

    void close(Collection<TopicPartition> partitions) {
        task.close(partitions);
    }

    @Override
    public void close() {
        task.stop();
    }

    /** The production wiring, but for the model and the output cluster. */
    private static final class InMemory extends SinkPipelineFactory {

        private final InferenceClient model;
        private final Producer<byte[], byte[]> producer;
        private final FakeCluster cluster;
        private @Nullable Lanes lanes;

        InMemory(InferenceClient model, Producer<byte[], byte[]> producer, FakeCluster cluster, Time time) {
            super(Duration.ofMillis(100), Duration.ofMillis(10), time);
            this.model = model;
            this.producer = producer;
            this.cluster = cluster;
        }

        @Override
        SinkPipeline pipeline(SinkConfig config, SinkTaskContext sinkTaskContext, TaskHalt halt) {
            SinkPipeline pipeline = super.pipeline(config, sinkTaskContext, halt);
            lanes = pipeline.lanes();
            return pipeline;
        }

        @Override
        Enrichment enrichment(SinkConfig config, CallListener calls, CallListener attempts) {
            RecordSettings records = config.records();
            List<OutputField> fields = new ArrayList<>(records.outputFields());
            // A model in memory answers texts, unless it is not to be asked.
            if (!(config.task() instanceof StructuredChat)) {
                fields.set(
                        0,
                        OutputField.prediction(
                                records.predictionField(),
                                config.chunks().chunking(TokenCounter.NONE).shape(Shape.Scalar.STRING)));
            }
            PredictionCache cache = records.cache();
            return new Enrichment(
                    new RecordMapper(records.inputReader(), records.broughtAlong(), fields, records.schemaNames()),
                    cache,
                    new Enricher(new ObservedClient(model, calls.and(attempts), new FakeTime()), config.batchLimits()),
                    Throttle.none(new FakeTime()).budget(),
                    List.of(),
                    Map.of("cache-hits", cache::countHits),
                    new ServerFacts(
                            config.chunks().countsTokens()
                                    ? ServerTokens.open(
                                            config.endpoints().all(),
                                            config.endpoints().api(),
                                            config.model(),
                                            config.endpoints().http())
                                    : null,
                            model instanceof FakeInferenceClient told ? told::revisions : Revisions.UNTOLD));
        }

        @Override
        StateTopics stateTopics(SinkConfig config, KafkaClients clients) {
            return new StateTopics(config, clients) {
                @Override
                public void ensure(TopicPartition input) {}
            };
        }

        @Override
        KafkaClients clients(SinkConfig config) {
            return new KafkaClients(config, new SystemTime()) {
                @Override
                public void check() {}

                @Override
                public Producer<byte[], byte[]> producer() {
                    return producer;
                }

                @Override
                public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
                    return cluster.producer(transactionalId);
                }

                @Override
                public Consumer<byte[], byte[]> groupConsumer() {
                    return cluster.consumer();
                }

                @Override
                public OwnTopic ownTopic(String name, TopicPlan plan) {
                    return cluster.ownTopic(name);
                }

                @Override
                public Consumer<byte[], byte[]> reader() {
                    return cluster.reader();
                }

                @Override
                public OutputCluster cluster() {
                    return new FakeCluster.Same();
                }

                @Override
                public OutputTopics topics() {
                    return new FakeCluster.ExistingTopics();
                }
            };
        }
    }
}
