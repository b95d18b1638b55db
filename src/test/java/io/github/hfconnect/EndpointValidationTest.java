package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code validate.endpoint=true} validation asks the endpoint, and says at the right key what is wrong with it. */
class EndpointValidationTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @ParameterizedTest
    @CsvSource({"401, token", "402, bill.to", "403, token", "404, endpoint.urls", "410, endpoint.urls"})
    void refusalIsToldAtTheKeyThatItIsAbout(int status, String key) {
        server.enqueue(answer(status, "{\"error\":\"no\"}"));

        assertThat(errors("task", "text-classification")).hasSize(1).allSatisfy((at, messages) -> {
            assertThat(messages).singleElement().asString().contains("MISCONFIGURED", String.valueOf(status));
            assertThat(messages.get(0)).contains(key.equals(at) ? "" : "`" + at);
        });
    }

    @Test
    void modelOfAnotherTaskIsTold() {
        server.enqueue(answer(200, "[[0.1, 0.2, 0.3]]"));

        assertThat(errors("task", "text-classification").values())
                .singleElement()
                .asString()
                .contains("MALFORMED");
    }

    @Test
    void widthOfVectorsIsCompared() {
        server.enqueue(answer(200, "[[0.1, 0.2, 0.3]]"));

        assertThat(errors("task", "feature-extraction", "parameters.dimensions", "256"))
                .containsOnlyKeys("parameters.dimensions")
                .extractingByKey("parameters.dimensions")
                .asString()
                .contains("vectors of 3 numbers, not of 256");
    }

    @Test
    void hostThatIsUnknownIsTold() {
        assertThat(errors("task", "text-classification", "endpoint.urls", "http://model.nowhere.invalid"))
                .containsOnlyKeys("endpoint.urls");
    }

    @Test
    void endpointThatIsWellOrOnlyBusyIsNoFault() {
        server.enqueue(answer(200, "[[{\"label\":\"a\",\"score\":0.9}]]"));
        server.enqueue(answer(503, "{\"error\":\"busy\"}"));

        assertThat(errors("task", "text-classification")).isEmpty();
        assertThat(errors("task", "text-classification")).isEmpty();
    }

    @Test
    void withoutTheKeyNobodyIsAsked() {
        assertThat(errors("task", "text-classification", "validate.endpoint", "false"))
                .isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    private Map<String, List<String>> errors(String... settings) {
        Map<String, String> props = new HashMap<>(Map.of(
                "topics", "chat",
                "endpoint.urls", server.url("/").toString(),
                "endpoint.api", "tei",
                "validate.endpoint", "true",
                "output.bootstrap.servers", "127.0.0.1:9092"));
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return new HuggingFaceSinkConnector()
                .validate(props).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
