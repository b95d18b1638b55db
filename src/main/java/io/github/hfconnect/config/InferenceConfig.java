package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.CustomKeys;
import io.github.hfconnect.config.keys.DeadLetterKeys;
import io.github.hfconnect.config.keys.DeadLetterTarget;
import io.github.hfconnect.config.keys.EndpointKeys;
import io.github.hfconnect.config.keys.FailureKeys;
import io.github.hfconnect.config.keys.InputKeys;
import io.github.hfconnect.config.keys.KeyGroups;
import io.github.hfconnect.config.keys.LogKeys;
import io.github.hfconnect.config.keys.ModelKeys;
import io.github.hfconnect.config.keys.NetworkKeys;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.config.keys.PriceKeys;
import io.github.hfconnect.config.keys.SavingKeys;
import io.github.hfconnect.config.keys.SpeedKeys;
import io.github.hfconnect.config.keys.SpendingKeys;
import io.github.hfconnect.config.keys.TraceKeys;
import io.github.hfconnect.config.keys.VectorKeys;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.ChunkSettings;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.config.value.OutagePolicy;
import io.github.hfconnect.config.value.Parameters;
import io.github.hfconnect.config.value.UnknownKeys;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.resilience.BudgetLimits;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.chat.Chat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** What the transform and the sink have in common, in the domain's types. */
public class InferenceConfig {

    static final KeyGroups KEYS = addTo(new KeyGroups());

    /** The transform's keys. */
    public static final ConfigDef CONFIG_DEF = KEYS.definition();

    private final AbstractConfig values;
    private final Parameters parameters;
    private final List<KeyError> errors = new ArrayList<>();

    /**
     * The configuration of a transform.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key, its value and what to do
     */
    public InferenceConfig(Map<String, ?> props) {
        this(KEYS, props);
        InconsistentConfigException.throwIfAny(errors());
    }

    /** For keys that were grown from these; the caller throws {@link #errors()}. */
    InferenceConfig(KeyGroups keys, Map<String, ?> props) {
        values = new AbstractConfig(keys.definition(), props, false);
        UnknownKeys.suspects(keys.definition().names(), keys.prefixes(), props.keySet())
                .forEach(errors::add);
        parameters = Parameters.parse(Prefixed.of(values, Parameters.PREFIX), errors);
    }

    static KeyGroups addTo(KeyGroups keys) {
        ModelKeys.addTo(keys);
        EndpointKeys.addTo(keys);
        CustomKeys.addTo(keys);
        NetworkKeys.addTo(keys);
        InputKeys.addTo(keys);
        ChunkKeys.addTo(keys);
        PredictionKeys.addTo(keys);
        VectorKeys.addTo(keys);
        SavingKeys.addTo(keys);
        FailureKeys.addTo(keys);
        DeadLetterKeys.addTo(keys);
        SpendingKeys.addTo(keys);
        PriceKeys.addTo(keys);
        LogKeys.addTo(keys);
        TraceKeys.addTo(keys);
        return keys;
    }

    List<KeyError> errors() {
        List<KeyError> all = new ArrayList<>(errors);
        all.addAll(CrossKeyChecks.errors(this));
        return all;
    }

    AbstractConfig values() {
        return values;
    }

    /** What the model is asked to do. */
    public Task task() {
        return ModelKeys.task(values);
    }

    /** The names of all task parameters, fixed and read from records. */
    Set<String> parameterNames() {
        return Prefixed.of(values, Parameters.PREFIX).keySet();
    }

    /** The width that vectors have to have. */
    public WantedWidth vectorWidth() {
        return WantedWidth.of(values, parameters);
    }

    /** The model id, or null where only an endpoint is configured. */
    public @Nullable String model() {
        return values.getString(ModelKeys.MODEL);
    }

    /** What every call has in common. */
    public CallSpec callSpec() {
        boolean usesRouter = endpoints().areRouter();
        String provider = usesRouter ? values.getString(ModelKeys.PROVIDER) : null;
        return new CallSpec(
                task(), model(), provider, parameters.fixed(), systemPrompt(), usesRouter, CustomKeys.format(values));
    }

    @Nullable
    String systemPrompt() {
        return values.getString(ModelKeys.SYSTEM_PROMPT);
    }

    /** Where models are asked, and how. */
    public final EndpointSettings endpoints() {
        return new EndpointSettings(values, maxInFlightRequests());
    }

    /** What a task allows itself, and what calls cost. */
    public LimitSettings limits() {
        return LimitSettings.ofTransform(values, endpoints().requestTimeout());
    }

    /** Whether prices are to be looked up: the router lists those of chats, and a budget of money needs them. */
    public boolean looksUpPrices() {
        return endpoints().areRouter()
                && task() instanceof Chat
                && !limits().prices().areKnown()
                && limits().budget().maxCost() != BudgetLimits.ANY_COST;
    }

    /** The calls that are made at the same time: a transform makes one. */
    public int maxInFlightRequests() {
        return 1;
    }

    /** How many calls there may be at once to one endpoint. */
    public ConcurrencyRange concurrency() {
        return ConcurrencyRange.fixed(maxInFlightRequests());
    }

    /** What one call may carry: Connect hands a transform one record at a time, which may be asked about in pieces. */
    public BatchLimits batchLimits() {
        return ChunkKeys.mode(values) == ChunkMode.NONE ? BatchLimits.ONE : SpeedKeys.DEFAULT_LIMITS;
    }

    /** What becomes of records whose call has used up its attempts by no fault of theirs. */
    public OutagePolicy onOutage() {
        return FailureKeys.ON_OUTAGE_CHOICES.parse(values.getString(FailureKeys.ON_OUTAGE));
    }

    /** Where a transform writes failed records, or empty where that is not configured. */
    public Optional<DeadLetterTarget> deadLetterTarget() {
        return DeadLetterKeys.target(values, Prefixed.of(values, DeadLetterKeys.PRODUCER));
    }

    /** What becomes of records that fail by their own fault. */
    public OnFailure onFailure() {
        return FailureKeys.onFailure(values);
    }

    /** What becomes of long texts. */
    public ChunkSettings chunks() {
        return ChunkKeys.settings(values);
    }

    /** What of a record the model gets, and what is added to it. */
    public RecordSettings records() {
        return new RecordSettings(values, task(), parameters.fromRecord());
    }

    /** Whether calls belong to the traces of their records. */
    public final boolean traceHeaders() {
        return values.getBoolean(TraceKeys.HEADERS);
    }
}
