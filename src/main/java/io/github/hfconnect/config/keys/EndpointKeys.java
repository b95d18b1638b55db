package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.resilience.EndpointStrategy;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Where the model is and how it is called. */
public final class EndpointKeys {

    public static final String URLS = "endpoint.urls";
    public static final String API = "endpoint.api";
    public static final String STRATEGY = "endpoint.strategy";
    public static final String COOLDOWN = "endpoint.cooldown.ms";
    public static final String TOKEN = "token";
    public static final String BILL_TO = "bill.to";
    public static final String HEADERS = "headers.";
    public static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    public static final String REQUEST_TIMEOUT = "request.timeout.ms";
    public static final String COLD_START_TIMEOUT = "cold.start.timeout.ms";
    public static final String WORK_TIMEOUT = "work.timeout.ms";
    public static final String VALIDATE = "validate.endpoint";
    public static final String MAX_RESPONSE_BYTES = "max.response.bytes";

    public static final Choice<EndpointStrategy> STRATEGIES = new Choice<>(EndpointStrategy.class);

    private EndpointKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Endpoint");
        addPlaceTo(keys);
        addCredentialsTo(keys);
        addLimitsTo(keys);
    }

    private static void addPlaceTo(KeyGroups keys) {
        keys.key(
                        URLS,
                        LIST,
                        "",
                        LambdaValidator.with(EndpointKeys::requireUrls, () -> "http and https URLs"),
                        HIGH,
                        "Base URLs of own endpoints that all serve the model: dedicated Inference Endpoints, Text"
                                + " Embeddings Inference, a gateway. Empty: the Hugging Face router.")
                .key(
                        API,
                        STRING,
                        ServerKinds.AUTO,
                        ConfigDef.ValidString.in(Stream.concat(
                                        Stream.of(ServerKinds.AUTO, ServerKinds.CUSTOM), ServerKinds.names().stream())
                                .toArray(String[]::new)),
                        MEDIUM,
                        "How own endpoints are spoken to. " + ServerKinds.describe()
                                + " custom: as the keys custom.* say; the URL is called as it is."
                                + " auto: found out by the first call.")
                .key(
                        STRATEGY,
                        STRING,
                        Choice.spelling(EndpointStrategy.FAILOVER),
                        STRATEGIES,
                        MEDIUM,
                        "Which of several endpoints is called: the first that is in order, each in turn, or the one with"
                                + " the fewest calls in flight. A failing endpoint leaves the rotation and is tried"
                                + " again after a cool-down.")
                .key(
                        COOLDOWN,
                        LONG,
                        5000L,
                        atLeast(0),
                        LOW,
                        "How long a failing endpoint stays out of the rotation; doubles with each further failure in a"
                                + " row, up to 5 minutes.");
    }

    private static void addCredentialsTo(KeyGroups keys) {
        keys.key(
                        TOKEN,
                        PASSWORD,
                        null,
                        null,
                        HIGH,
                        "Hugging Face access token, sent as a bearer token to the configured hosts only. The REST"
                                + " interface of Connect shows it to everybody unless it is fetched by a config"
                                + " provider, such as ${env:HF_TOKEN}.")
                .key(
                        BILL_TO,
                        STRING,
                        null,
                        null,
                        LOW,
                        "Organisation on the Hugging Face Hub that is billed for calls through the router.")
                .family(
                        HEADERS + "<name>",
                        PASSWORD,
                        "text",
                        LOW,
                        "A further header of every request, such as headers.X-Api-Key. Its value is treated as a"
                                + " secret.");
    }

    private static void addLimitsTo(KeyGroups keys) {
        keys.key(CONNECT_TIMEOUT, INT, 5000, atLeast(1), LOW, "How long a connection may take to be made.")
                .key(
                        REQUEST_TIMEOUT,
                        INT,
                        60_000,
                        atLeast(1),
                        MEDIUM,
                        "How long one attempt may take from start to end.")
                .key(
                        COLD_START_TIMEOUT,
                        LONG,
                        600_000L,
                        atLeast(0),
                        MEDIUM,
                        "How long a model that is loading or scaling up from zero is waited for; such attempts do not"
                                + " count against retry.max.attempts. A transform blocks its connector for that time:"
                                + " in a sink connector keep it below the consumer's max.poll.interval.ms.")
                .key(
                        WORK_TIMEOUT,
                        LONG,
                        600_000L,
                        atLeast(1),
                        LOW,
                        "How long one attempt asks about work that a server has taken on, such as an image or a video of"
                                + " EvoLink or a provider behind the router, or twice what the server expects where that is longer. The next attempt goes"
                                + " on asking; it orders nothing anew. A transform blocks its connector for that time.")
                .key(
                        VALIDATE,
                        BOOLEAN,
                        false,
                        null,
                        LOW,
                        "Whether validation of a sink asks each endpoint about one made-up input, for 10 s at most, and says"
                                + " what is wrong with address, token, model or task. That costs what one record costs,"
                                + " each time that the configuration is validated. A transform is not told of its"
                                + " validation: use hfconnect validate.")
                .key(
                        MAX_RESPONSE_BYTES,
                        INT,
                        33_554_432,
                        atLeast(1),
                        LOW,
                        "A larger answer is cut off and is an error.");
    }

    /** A base URL that was put together twice. */
    private static void requireOneVersion(String url) {
        if (url.contains("/v1/v1")) {
            throw new IllegalArgumentException("It has /v1 twice: write it once, or leave it out");
        }
    }

    /** URLs may hold secrets in their query, so a message gives their place in the list only. */
    private static void requireUrls(String name, @Nullable Object value) {
        List<?> urls = value instanceof List<?> list ? list : List.of();
        for (int i = 0; i < urls.size(); i++) {
            try {
                Endpoint.parse(String.valueOf(urls.get(i)));
                requireOneVersion(String.valueOf(urls.get(i)));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(
                        "Invalid value number " + (i + 1) + " of configuration " + name + ": " + e.getMessage());
            }
        }
    }
}
