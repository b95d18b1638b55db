package io.github.hfconnect.http;

import io.github.hfconnect.http.transport.AnswerReading;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.PriceList;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.catalog.ModelPrices;
import io.github.hfconnect.server.huggingface.HuggingFaceModel;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the providers behind the router take for a chat with a model, looked up there now and then. */
public final class RouterPrices implements PriceList, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouterPrices.class);

    /** Prices change seldom, and whoever sets a budget wants to hear of it on the same day. */
    static final Duration FRESH = Duration.ofHours(1);

    private record Found(ModelPrices prices, long at) {}

    private final HttpTransport router;
    private final String path;
    private final Time time;
    private volatile @Nullable Found found;

    RouterPrices(HttpTransport router, String model, Time time) {
        this.router = router;
        // A provider or a policy may stand behind the id.
        this.path = "v1/models/" + new HuggingFaceModel(model.split(":", 2)[0]).id();
        this.time = time;
    }

    /** The list of the Hugging Face router; nothing is asked yet. */
    public static RouterPrices open(String model, HttpSettings settings) {
        HttpTransport router = new HttpTransport(Endpoint.ROUTER, settings);
        return new RouterPrices(router, model, router.time());
    }

    @Override
    public OptionalDouble cost(Origin origin) {
        Found known = found;
        return known == null ? OptionalDouble.empty() : known.prices.cost(origin);
    }

    @Override
    public String currency() {
        return "USD";
    }

    /**
     * Looks prices up, unless they are fresh.
     *
     * @throws InferenceException where they were never found
     */
    void lookUp() throws InterruptedException {
        Found known = found;
        if (known != null && time.nanos() - known.at < FRESH.toNanos()) {
            return;
        }
        try {
            ApiResponse answer = router.send(ApiRequest.get(path));
            found = new Found(
                    new AnswerReading(router).of(answer, () -> ModelPrices.of(answer.answer())), time.nanos());
        } catch (InferenceException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("The router does not tell its prices anew. {}", e.failure().describe());
            found = new Found(known.prices, time.nanos());
        }
    }

    @Override
    public void close() {
        router.close();
    }
}
