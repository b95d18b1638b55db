package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prices as the documentation of the Hub API shows them. */
class RouterPricesTest {

    private static final String MODEL = """
            {"id": "org/m", "object": "model", "owned_by": "org", "providers": [
              {"provider": "novita", "status": "live", "pricing": {"input": 1.69, "output": 3.38}},
              {"provider": "together", "status": "live", "pricing": {"input": 2.1, "output": 4.4}},
              {"provider": "featherless-ai", "status": "live", "is_model_author": false}
            ]}""";

    @StartStop
    private final MockWebServer router = new MockWebServer();

    private final FakeTime time = new FakeTime();
    private RouterPrices prices;

    @BeforeEach
    void open() {
        prices = open("org/m:cheapest");
    }

    private RouterPrices open(String model) {
        HttpSettings settings = settingsWithToken("hf_token");
        return new RouterPrices(new HttpTransport(Endpoint.parse(router.url("/").toString()), settings), model, time);
    }

    @AfterEach
    void close() {
        prices.close();
    }

    private void answer(int status, String body) {
        router.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private static Origin call(@Nullable String provider) {
        return new Origin("org/m", null, "router", provider, Duration.ZERO, 1, false, 1_000_000L, 500_000L, null);
    }

    @Test
    void eachProviderHasItsPriceAndAnUnknownOneIsTakenForTheDearest() throws Exception {
        answer(200, MODEL);
        assertThat(prices.cost(call("novita"))).isEmpty();

        prices.lookUp();

        assertThat(router.takeRequest().getTarget()).isEqualTo("/v1/models/org/m");
        assertThat(prices.cost(call("novita"))).hasValue(1.69 + 1.69);
        assertThat(prices.cost(call("together"))).hasValue(2.1 + 2.2);
        assertThat(prices.cost(call("featherless-ai"))).isEmpty();
        assertThat(prices.cost(call(null))).hasValue(2.1 + 2.2);
        assertThat(prices.currency()).isEqualTo("USD");
    }

    @Test
    void modelInsideOfDataIsReadToo() throws Exception {
        answer(200, "{\"data\":" + MODEL + "}");

        prices.lookUp();

        assertThat(prices.cost(call("novita"))).isPresent();
    }

    @Test
    void pricesAreKeptForAnHourAndLongerWhileTheRouterIsAway() throws Exception {
        answer(200, MODEL);
        answer(500, "{\"error\":\"down\"}");
        answer(200, MODEL.replace("1.69", "5"));

        prices.lookUp();
        time.advance(RouterPrices.FRESH.minusSeconds(1));
        prices.lookUp();
        assertThat(router.getRequestCount()).isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        prices.lookUp();
        assertThat(prices.cost(call("novita"))).hasValue(1.69 + 1.69);

        time.advance(RouterPrices.FRESH);
        prices.lookUp();
        assertThat(prices.cost(call("novita"))).hasValue(5 + 1.69);
    }

    @Test
    void withoutPricesNothingIsAsked() {
        answer(503, "{\"error\":\"overloaded\"}");
        answer(200, "{\"object\":\"list\",\"data\":[]}");

        assertThatThrownBy(prices::lookUp)
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("OVERLOADED");
        assertThatThrownBy(prices::lookUp)
                .isInstanceOf(InferenceException.class)
                .hasMessageContainingAll("MALFORMED", "providers of a model");
    }
}
