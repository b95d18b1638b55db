package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.ChunkRecordKeys;
import io.github.hfconnect.config.keys.ChunkRecordSettings;
import io.github.hfconnect.config.keys.DeliveryKeys;
import io.github.hfconnect.config.keys.KeptKeys;
import io.github.hfconnect.config.keys.KeyGroups;
import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.keys.RouteKeys;
import io.github.hfconnect.config.keys.SpeedKeys;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.LimitsScope;
import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.kafka.ClientKeys;
import io.github.hfconnect.kafka.TopicKeys;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The configuration of the sink: the transform's keys and its own, in the domain's types. */
public final class SinkConfig extends InferenceConfig {

    /** What users call the settings of the clients for the output cluster. */
    public static final ClientKeys OUTPUT_CLIENT = new ClientKeys(OutputKeys.BOOTSTRAP_SERVERS, OutputKeys.PRODUCER);

    /** The sink's keys in their groups, without those that Connect adds. */
    public static final KeyGroups KEYS = sinkKeys();

    /** The sink's keys, without those that Connect adds. */
    public static final ConfigDef CONFIG_DEF = KEYS.definition();

    private final List<Route> routes;

    /** Set by the connector for each of its tasks, never by users. */
    public static final String TASK_COUNT = "hfconnect.internal.task.count";

    /** The same. */
    public static final String TASK_INDEX = "hfconnect.internal.task.index";

    /**
     * The configuration of a connector or one of its tasks.
     *
     * @throws ConfigException naming the key, its value and what to do
     */
    public SinkConfig(Map<String, String> props) {
        super(KEYS, props);
        List<KeyError> errors = new ArrayList<>(errors());
        routes = new Routes(Prefixed.of(values(), RouteKeys.PREFIX), errors).parse(values().getList(RouteKeys.NAMES));
        errors.addAll(ChunkChecks.errorsOfRoutes(ChunkKeys.mode(values()), routes));
        errors.addAll(SinkChecks.errors(this, props));
        errors.addAll(DocumentChecks.errors(this, props));
        errors.addAll(DeliveryChecks.errors(this, props));
        InconsistentConfigException.throwIfAny(errors);
    }

    private static KeyGroups sinkKeys() {
        KeyGroups keys = InferenceConfig.addTo(new KeyGroups());
        SpeedKeys.addTo(keys);
        OutputKeys.addTo(keys);
        RouteKeys.addTo(keys);
        ChunkRecordKeys.addTo(keys);
        DeliveryKeys.addTo(keys);
        KeptKeys.addTo(keys);
        return keys;
    }

    /** Puts what is wrong between keys on the keys where people look for it, once each key is valid by itself. */
    public static void addCrossKeyErrors(Map<String, String> props, Config config) {
        try {
            new SinkConfig(props);
        } catch (InconsistentConfigException e) {
            e.errors().forEach(error -> ConfigErrors.add(config.configValues(), error.key(), error.toString()));
        } catch (ConfigException e) {
            // A key that is invalid by itself has its message already.
        }
    }

    /** The connector's name, as Connect hands it to its tasks. */
    public String connectorName() {
        return original("name", "unnamed");
    }

    /** The task's number among those of its connector. */
    public String taskIndex() {
        return original(TASK_INDEX, "0");
    }

    /** How many tasks the connector has. */
    public int taskCount() {
        return Integer.parseInt(original(TASK_COUNT, "1"));
    }

    /** As many tasks as Connect may start. */
    long mostTasks() {
        String most = original("tasks.max", "1");
        return most.matches("\\d{1,9}") ? Long.parseLong(most) : 1;
    }

    @Override
    public LimitSettings limits() {
        TaskShare share = sharesLimits() ? new TaskShare(taskCount(), Integer.parseInt(taskIndex())) : TaskShare.WHOLE;
        return LimitSettings.ofSinkTask(values(), share, taskCount());
    }

    /** Whether limits are the connector's. */
    boolean sharesLimits() {
        return SpeedKeys.SCOPES.parse(values().getString(SpeedKeys.SCOPE)) == LimitsScope.CONNECTOR;
    }

    private Duration millis(String key) {
        return Duration.ofMillis(values().getLong(key));
    }

    private String original(String key, String otherwise) {
        @Nullable Object value = values().originals().get(key);
        return value == null ? otherwise : value.toString();
    }

    @Override
    public BatchLimits batchLimits() {
        return new BatchLimits(values().getInt(SpeedKeys.BATCH_RECORDS), values().getLong(SpeedKeys.BATCH_BYTES));
    }

    /** How long the first record of a batch waits for others. */
    public Linger linger() {
        Linger linger = Linger.parse(values().getString(SpeedKeys.LINGER));
        return limits().countRequests() ? linger.whateverElse() : linger;
    }

    @Override
    public int maxInFlightRequests() {
        return values().getInt(SpeedKeys.REQUESTS);
    }

    @Override
    public ConcurrencyRange concurrency() {
        int most = maxInFlightRequests();
        return new ConcurrencyRange(values().getBoolean(SpeedKeys.ADAPTIVE) ? 1 : most, most);
    }

    /** How many records a task holds before it pauses. */
    public int maxInFlightRecords() {
        return values().getInt(SpeedKeys.RECORDS);
    }

    /** In the order in which they are tried. */
    public List<Route> routes() {
        return routes;
    }

    /** Where enriched records go, and in what form. */
    public OutputSettings output() {
        return new OutputSettings(values());
    }

    /** The topic that answers are kept in, or empty. */
    public Optional<String> cacheTopic() {
        return Optional.ofNullable(values().getString(KeptKeys.CACHE_TOPIC));
    }

    /** The topic that keeps what the budget has used, or empty. */
    public Optional<String> stateTopic() {
        return Optional.ofNullable(values().getString(KeptKeys.STATE_TOPIC));
    }

    /** Which keys name the topics that are written to and read, for what is said of them. */
    public TopicKeys topicKeys() {
        return SinkTopicKeys.of(this);
    }

    /** What is promised, and what it takes. */
    public DeliverySettings delivery() {
        return new DeliverySettings(
                DeliveryKeys.GUARANTEES.parse(values().getString(DeliveryKeys.GUARANTEE)),
                original("consumer.override.group.id", "connect-" + connectorName()),
                values().getString(DeliveryKeys.ID_PREFIX),
                millis(DeliveryKeys.TIMEOUT),
                millis(DeliveryKeys.COMMIT_INTERVAL));
    }

    /** Whether each record is a document whose pieces become records of their own. */
    public boolean writesPieces() {
        return chunks().mode() == ChunkMode.RECORDS;
    }

    /** What the records of pieces are made of. */
    public ChunkRecordSettings pieces() {
        return ChunkRecordKeys.settings(values());
    }

    /** All settings that a piece's record depends on: where they are equal, equal pieces have equal records. */
    public String pieceContent() {
        return PieceContent.of(values());
    }

    /** What Connect's own settings say of records that fail. */
    public ErrorSettings errorSettings() {
        return ErrorSettings.of(values().originals());
    }
}
