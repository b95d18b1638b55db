package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.kafka.TopicKeys;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkTopicKeysTest {

    private static final TopicKeys KEYS = keys("topics", "chat, mail");

    @ParameterizedTest
    @CsvSource({
        "chat,           topics",
        "mail,           topics",
        "chat.enriched,  output.topic",
        "mail.enriched,  output.topic",
        "renamed,        output.topic",
        "chat.flagged,   routes.toxic.topic",
        "clean,          routes.clean.topic",
        "chat.dead,      errors.deadletterqueue.topic.name",
        "answers,        cache.topic",
        "used,           connector.state.topic",
        "chat.pieces,    chunk.state.topic"
    })
    void eachTopicHasTheKeyThatNamesIt(String topic, String key) {
        assertThat(KEYS.of(topic)).isEqualTo(key);
        assertThat(KEYS.told(topic)).isEqualTo(topic + " (`" + key + "`)");
    }

    @ParameterizedTest
    @CsvSource({"chat-7, topics.regex", "chat-7.enriched, output.topic", "clean, routes.clean.topic"})
    void inputTopicsMayHaveAPattern(String topic, String key) {
        assertThat(keys("topics.regex", "chat-[0-9]+").of(topic)).isEqualTo(key);
    }

    private static TopicKeys keys(String inputs, String value) {
        Map<String, String> props = Props.sink(
                "output.topic",
                "${topic}.enriched",
                "routes",
                "toxic,clean,nobody",
                "routes.toxic.label",
                "toxic",
                "routes.toxic.topic",
                "${topic}.flagged",
                "routes.clean.label",
                "neutral",
                "routes.clean.topic",
                "clean",
                "routes.nobody.label",
                "spam",
                "routes.nobody.topic",
                "",
                "errors.deadletterqueue.topic.name",
                "chat.dead",
                "cache.topic",
                "answers",
                "budget.max.requests",
                "10",
                "connector.state.topic",
                "used",
                "chunk.state.topic",
                "${topic}.pieces");
        props.remove("topics");
        props.put(inputs, value);
        return new SinkConfig(props).topicKeys();
    }
}
