package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.cache.Asked;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptKeysTest {

    private static final Map<String, String> CHAT = Map.of(
            "task", "chat-completion",
            "model", "org/model",
            "endpoint.urls", "http://127.0.0.1:8000",
            "endpoint.api", "vllm");

    @Test
    void nothingIsKeptUnlessATopicIsNamed() {
        SinkConfig config = sink();

        assertThat(config.cacheTopic()).isEmpty();
        assertThat(config.stateTopic()).isEmpty();
        assertThat(config.records().cacheEntries())
                .as("of a task that makes something new")
                .isZero();
    }

    @Test
    void whoNamesATopicOfAnswersWantsThemKeptWhateverTheTask() {
        assertThat(sink("cache.topic", "answers").records().cacheEntries()).isEqualTo(10_000);
        assertThat(sink("cache.topic", "answers", "cache.max.entries", "7")
                        .records()
                        .cacheEntries())
                .isEqualTo(7);
    }

    /** A shared answer is wrong where only one of these differs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model|org/other",
                "prompt.system|Answer in one word.",
                "parameters.temperature|0",
                "parameters.max_tokens|{{limit}}",
                "response.schema|{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}",
                "endpoint.api|openai"
            })
    void whatDecidesAboutAnAnswerTellsAnswersApart(String key, String value) {
        assertThat(asked(key, value)).isNotEqualTo(asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint.urls|http://127.0.0.1:8001",
                "batch.max.records|1",
                "output.field|ai.answer",
                "token|hf_other",
                "cache.ttl.ms|5"
            })
    void whatDecidesAboutNothingDoesNot(String key, String value) {
        assertThat(asked(key, value)).isEqualTo(asked());
    }

    /** What serves an endpoint that has no model's name may be anything. */
    @Test
    void withoutAModelTheEndpointIsWhoAnswers() {
        Map<String, String> one = new HashMap<>(Props.sink());
        one.remove("model");
        one.put("endpoint.urls", "http://127.0.0.1:8000");
        Map<String, String> other = new HashMap<>(one);
        other.put("endpoint.urls", "http://127.0.0.1:8001");

        assertThat(new SinkConfig(one).records().asked())
                .isNotEqualTo(new SinkConfig(other).records().asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache.topic", "connector.state.topic"})
    void transformHasNone(String key) {
        Map<String, String> props = new HashMap<>(CHAT);
        props.put(key, "kept");

        assertThatThrownBy(() -> new InferenceConfig(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("only the sink connector has it");
    }

    private static Asked asked(String... settings) {
        return sink(settings).records().asked();
    }

    private static SinkConfig sink(String... settings) {
        Map<String, String> props = Props.sink();
        props.putAll(CHAT);
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return new SinkConfig(props);
    }
}
