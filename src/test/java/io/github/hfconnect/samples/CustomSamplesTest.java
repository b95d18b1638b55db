package io.github.hfconnect.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a task reads from an answer, it reads from wherever a user says that it stands. */
class CustomSamplesTest {

    static List<Exchange> exchanges() {
        return Samples.all().stream()
                .filter(exchange -> exchange.sample().has("json"))
                .filter(exchange ->
                        exchange.kind().equals("huggingface") || exchange.kind().equals("openai"))
                // Lists of embeddings in OpenAI's style are read by its own format, not by the task.
                .filter(exchange -> !exchange.sample().path("json").has("data"))
                .filter(exchange -> !exchange.task().name().equals("text-generation")
                        || exchange.kind().equals("huggingface"))
                .filter(CustomSamplesTest::hasAResultForEachRecord)
                .map(CustomSamplesTest::custom)
                .toList();
    }

    /** Not where the results share one object, and not where a result can only be told by its place among others. */
    private static boolean hasAResultForEachRecord(Exchange exchange) {
        return exchange.records().size() == 1
                || (exchange.sample().path("json").isArray()
                        && !exchange.settings().containsKey("output.pooling"));
    }

    private static Exchange custom(Exchange exchange) {
        Map<String, String> settings = new HashMap<>(exchange.settings());
        settings.keySet().removeIf(key -> key.startsWith("parameters.") || key.equals("prompt.system"));
        settings.put("endpoint.urls", "http://127.0.0.1:8080/ask");
        settings.put("endpoint.api", "custom");
        settings.put("custom.request", "{\"in\":{{inputs}}}");
        settings.put("custom.response", "/result/0");
        settings.put("custom.batch", String.valueOf(exchange.records().size() > 1));
        ObjectNode sample = exchange.sample().deepCopy();
        sample.putObject("json").putArray("result").add(exchange.sample().path("json"));
        return new Exchange(settings, exchange.records(), sample, exchange.predictions());
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void theSamePredictionComesOut(Exchange exchange) {
        assertThat(exchange.request().body()).isNotEmpty();
        assertThat(JsonRecord.json(exchange.values())).isEqualTo(exchange.predictions());
    }

    static List<Exchange> examples() {
        return CustomExamples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatTheReferenceShowsIsRead(Exchange exchange) {
        assertThat(JsonRecord.json(exchange.values())).isEqualTo(exchange.predictions());
    }
}
