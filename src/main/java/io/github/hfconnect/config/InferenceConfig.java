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
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Prices;
import io.github.hfconnect.resilience.Backoff;
import io.github.hfconnect.resilience.BudgetLimits;
import io.github.hfconnect.resilience.ConcurrencyRange;
import io.github.hfconnect.resilience.EndpointStrategy;
import io.github.hfconnect.resilience.RetryPolicy;
import io.github.hfconnect.resilience.TokenLimits;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.chat.Chat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** What the transform and the sink have in common, in the domain's types. */
public class InferenceConfig {

    static final KeyGroups KEYS = addTo(new KeyGroups());

    /** The transform's keys. */
    public static final ConfigDef CONFIG_DEF = KEYS.definition();

    private static final String DIMENSIONS = "dimensions";

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
        parameters = Parameters.parse(withPrefix(Parameters.PREFIX), errors);
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

    public Task task() {
        return ModelKeys.task(values);
    }

    /** The names of all task parameters, fixed and read from records. */
    Set<String> parameterNames() {
        return withPrefix(Parameters.PREFIX).keySet();
    }

    /** Whether validation is to ask the endpoints. */
    public boolean validatesEndpoint() {
        return values.getBoolean(EndpointKeys.VALIDATE);
    }

    /** The width that vectors have to have, where a key or what each call asks for says it. */
    public OptionalInt wantedDimensions() {
        OptionalInt wanted = VectorKeys.dimensions(values);
        return wanted.isEmpty() && parameters.fixed().get(DIMENSIONS) instanceof Number asked
                ? OptionalInt.of(asked.intValue())
                : wanted;
    }

    /** Whether all vectors have to be of one width: not where each record says its own. */
    public boolean hasOneWidth() {
        return wantedDimensions().isPresent() || !parameters.fromRecord().containsKey(DIMENSIONS);
    }

    /** Which key says that width, or would. */
    public String keyOfDimensions() {
        boolean isAskedFor =
                VectorKeys.dimensions(values).isEmpty() && wantedDimensions().isPresent();
        return isAskedFor ? Parameters.PREFIX + DIMENSIONS : VectorKeys.DIMENSIONS;
    }

    /** The model id, or null where only an endpoint is configured. */
    public @Nullable String model() {
        return values.getString(ModelKeys.MODEL);
    }

    /** What every call has in common. */
    public CallSpec callSpec() {
        String provider = usesRouter() ? values.getString(ModelKeys.PROVIDER) : null;
        return new CallSpec(
                task(), model(), provider, parameters.fixed(), systemPrompt(), usesRouter(), CustomKeys.format(values));
    }

    @Nullable
    String systemPrompt() {
        return values.getString(ModelKeys.SYSTEM_PROMPT);
    }

    /** Where to call, at least one. */
    public List<Endpoint> endpoints() {
        List<String> urls = values.getList(EndpointKeys.URLS);
        return usesRouter()
                ? List.of(Endpoint.ROUTER)
                : urls.stream().map(Endpoint::parse).toList();
    }

    boolean usesRouter() {
        return values.getList(EndpointKeys.URLS).isEmpty();
    }

    /** The name of a server kind, or {@link ServerKinds#AUTO}. */
    public String endpointApi() {
        return values.getString(EndpointKeys.API);
    }

    public EndpointStrategy endpointStrategy() {
        return EndpointKeys.STRATEGIES.parse(values.getString(EndpointKeys.STRATEGY));
    }

    public Duration endpointCooldown() {
        return millis(EndpointKeys.COOLDOWN);
    }

    /** How many requests a second a task allows itself; 0 for no limit. */
    public double requestsPerSecond() {
        return share().of(values.getDouble(SpendingKeys.RATE));
    }

    /** How many tokens a task allows itself. */
    public TokenLimits tokenLimits() {
        long perMinute = SpendingKeys.tokensPerMinute(values);
        return TokenLimits.of(
                perMinute == TokenLimits.UNLIMITED ? perMinute : share().of(perMinute),
                mostTokensInACall(),
                requestsPerSecond());
    }

    long mostTokensInACall() {
        return TokenLimits.UNLIMITED;
    }

    /** Whether what servers say of their limits is kept to. */
    public boolean followsServers() {
        return SpendingKeys.followsServers(values);
    }

    /** What the provider takes; nothing where no price is set. */
    public Prices prices() {
        return PriceKeys.prices(values);
    }

    /** Whether prices are to be looked up: the router lists those of chats, and a budget of money needs them. */
    public boolean looksUpPrices() {
        return usesRouter()
                && task() instanceof Chat
                && !prices().areKnown()
                && budgetLimits().maxCost() != BudgetLimits.ANY_COST;
    }

    /** What prices are in. */
    public String currency() {
        return PriceKeys.currency(values);
    }

    /** What this task has of the limits. */
    TaskShare share() {
        return TaskShare.WHOLE;
    }

    /** How many tasks use the same limits, as far as that is known. */
    public int tasksSharingLimits() {
        return 1;
    }

    /** How endpoints are called, with as many calls at once as the caller makes. */
    public HttpSettings httpSettings() {
        return new HttpSettings(
                Duration.ofMillis(values.getInt(EndpointKeys.CONNECT_TIMEOUT)),
                Duration.ofMillis(values.getInt(EndpointKeys.REQUEST_TIMEOUT)),
                values.getInt(EndpointKeys.MAX_RESPONSE_BYTES),
                maxInFlightRequests(),
                token(),
                values.getString(EndpointKeys.BILL_TO),
                headers(),
                TlsStores.read(values.originals()),
                NetworkKeys.proxy(values),
                millis(EndpointKeys.WORK_TIMEOUT),
                Pace.UNLIMITED,
                PredictionKeys.fetch(values),
                InputKeys.fetch(values),
                values.getBoolean(LogKeys.BODIES));
    }

    @Nullable
    String token() {
        var token = values.getPassword(EndpointKeys.TOKEN);
        return token == null ? null : token.value();
    }

    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        withPrefix(EndpointKeys.HEADERS).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return headers;
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

    public RetryPolicy retryPolicy() {
        Backoff backoff = new Backoff(millis(FailureKeys.BACKOFF), millis(FailureKeys.MAX_BACKOFF));
        return new RetryPolicy(
                values.getInt(FailureKeys.MAX_ATTEMPTS), backoff, millis(EndpointKeys.COLD_START_TIMEOUT));
    }

    public OutagePolicy onOutage() {
        return FailureKeys.ON_OUTAGE_CHOICES.parse(values.getString(FailureKeys.ON_OUTAGE));
    }

    /** Where a transform writes failed records, or empty where that is not configured. */
    public Optional<DeadLetterTarget> deadLetterTarget() {
        return DeadLetterKeys.target(values, withPrefix(DeadLetterKeys.PRODUCER));
    }

    /** What a task may spend. */
    public BudgetLimits budgetLimits() {
        return share().of(SpendingKeys.limits(values, longestBudgetWait()));
    }

    /** A transform blocks its connector, which it may do for one attempt anyway. */
    Duration longestBudgetWait() {
        return Duration.ofMillis(values.getInt(EndpointKeys.REQUEST_TIMEOUT));
    }

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

    final Duration millis(String key) {
        return Duration.ofMillis(values.getLong(key));
    }

    /** What is set under a prefix, without it. Connect lets a key be null, which means that it is not set. */
    final Map<String, Object> withPrefix(String prefix) {
        Map<String, Object> set = values.originalsWithPrefix(prefix);
        set.values().removeIf(Objects::isNull);
        return set;
    }

    /** Whether calls belong to the traces of their records. */
    public final boolean traceHeaders() {
        return values.getBoolean(TraceKeys.HEADERS);
    }
}
