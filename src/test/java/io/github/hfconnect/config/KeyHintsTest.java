package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As Connect's REST interface tells them to user interfaces. */
class KeyHintsTest {

    @ParameterizedTest
    @CsvSource({
        "prompt.system,          task,               chat-completion,    true",
        "prompt.system,          task,               text-classification, false",
        "response.schema,        task,               chat-completion,    true",
        "output.pooling,         task,               feature-extraction, true",
        "output.pooling,         task,               fill-mask,          false",
        "input.question.field,   task,               question-answering, true",
        "input.question.field,   task,               text-classification, false",
        "input.field,            task,               question-answering, false",
        "input.field,            task,               text-classification, true",
        "input.field,            task,               nonsense,           true",
        "custom.request,         endpoint.api,       custom,             true",
        "custom.request,         endpoint.api,       tei,                false",
        "provider,               endpoint.urls,      http://a,           false",
        "provider,               endpoint.urls,      '',                 true",
        "endpoint.strategy,      endpoint.urls,      'http://a,http://b', true",
        "endpoint.strategy,      endpoint.urls,      http://a,           false",
        "transaction.timeout.ms, delivery.guarantee, exactly-once,       true",
        "transaction.timeout.ms, delivery.guarantee, at-least-once,      false",
        "dead.letter.topic,      on.failure,         dead-letter,        true",
        "dead.letter.topic,      on.failure,         report,             false",
        "chunk.max.chars,        chunk.mode,         array,              true",
        "chunk.max.chars,        chunk.mode,         none,               false",
        "chunk.pool,             chunk.mode,         pool,               true",
        "chunk.pool,             chunk.mode,         array,              false",
    })
    void keyIsShownWhereItHasAMeaning(String key, String other, String value, boolean visible) {
        assertThat(validated(key, Props.sink(other, value)).visible()).isEqualTo(visible);
    }

    @Test
    void valuesToChooseFromAreListed() {
        Map<String, String> props = Props.sink();

        assertThat(validated("task", props).recommendedValues()).contains("text-classification", "chat-completion");
        assertThat(validated("endpoint.api", props).recommendedValues()).contains("auto", "tei", "custom");
        assertThat(validated("delivery.guarantee", props).recommendedValues())
                .containsExactly("at-least-once", "exactly-once");
        assertThat(validated("output.topic", props).recommendedValues()).isEmpty();
    }

    private static ConfigValue validated(String key, Map<String, String> props) {
        return SinkConfig.CONFIG_DEF.validate(props).stream()
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
