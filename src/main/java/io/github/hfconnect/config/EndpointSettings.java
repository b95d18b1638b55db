package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.EndpointKeys;
import io.github.hfconnect.config.keys.FailureKeys;
import io.github.hfconnect.config.keys.InputKeys;
import io.github.hfconnect.config.keys.LogKeys;
import io.github.hfconnect.config.keys.NetworkKeys;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.resilience.Backoff;
import io.github.hfconnect.resilience.EndpointStrategy;
import io.github.hfconnect.resilience.RetryPolicy;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** Where models are asked, and how. */
public final class EndpointSettings {

    private final AbstractConfig values;
    private final int maxConcurrentCalls;

    /** The settings of a configuration that makes so many calls at once. */
    EndpointSettings(AbstractConfig values, int maxConcurrentCalls) {
        this.values = values;
        this.maxConcurrentCalls = maxConcurrentCalls;
    }

    /** Where to call, at least one. */
    public List<Endpoint> all() {
        List<String> urls = values.getList(EndpointKeys.URLS);
        return areRouter()
                ? List.of(Endpoint.ROUTER)
                : urls.stream().map(Endpoint::parse).toList();
    }

    boolean areRouter() {
        return values.getList(EndpointKeys.URLS).isEmpty();
    }

    /** The name of a server kind, or {@link ServerKinds#AUTO}. */
    public String api() {
        return values.getString(EndpointKeys.API);
    }

    /** Which endpoint is called where there are several. */
    public EndpointStrategy strategy() {
        return EndpointKeys.STRATEGIES.parse(values.getString(EndpointKeys.STRATEGY));
    }

    /** How long others are preferred after a first failure. */
    public Duration cooldown() {
        return millis(EndpointKeys.COOLDOWN);
    }

    /** Which failed calls are made again, and when. */
    public RetryPolicy retries() {
        Backoff backoff = new Backoff(millis(FailureKeys.BACKOFF), millis(FailureKeys.MAX_BACKOFF));
        return new RetryPolicy(
                values.getInt(FailureKeys.MAX_ATTEMPTS), backoff, millis(EndpointKeys.COLD_START_TIMEOUT));
    }

    /** How one request is made, with as many at once as the caller makes. */
    public HttpSettings http() {
        return new HttpSettings(
                Duration.ofMillis(values.getInt(EndpointKeys.CONNECT_TIMEOUT)),
                requestTimeout(),
                values.getInt(EndpointKeys.MAX_RESPONSE_BYTES),
                maxConcurrentCalls,
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

    Duration requestTimeout() {
        return Duration.ofMillis(values.getInt(EndpointKeys.REQUEST_TIMEOUT));
    }

    @Nullable
    String token() {
        var token = values.getPassword(EndpointKeys.TOKEN);
        return token == null ? null : token.value();
    }

    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        Prefixed.of(values, EndpointKeys.HEADERS).forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return headers;
    }

    /** Whether validation is to ask the endpoints. */
    public boolean areProbed() {
        return values.getBoolean(EndpointKeys.VALIDATE);
    }

    private Duration millis(String key) {
        return Duration.ofMillis(values.getLong(key));
    }
}
