package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkRecordKeys;
import io.github.hfconnect.config.keys.KeptKeys;
import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.keys.RouteKeys;
import io.github.hfconnect.config.value.TopicName;
import io.github.hfconnect.kafka.TopicKeys;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a connector name the topics that it writes to and reads: those of one name first, then what is made of the input
 * topic's name, then the input topics. What is left is an output topic, whose input topic's name a transform has changed.
 *
 * @param templates topic names that may hold {@code ${topic}}, by their keys
 * @param inputs Connect's {@code topics}, or null where it has a pattern
 */
record SinkTopicKeys(
        Map<String, String> templates, @Nullable String inputs) implements TopicKeys {

    static SinkTopicKeys of(SinkConfig config) {
        Map<String, String> templates = new LinkedHashMap<>();
        put(templates, ErrorSettings.TOPIC, config.errorSettings().topic());
        put(templates, KeptKeys.CACHE_TOPIC, config.cacheTopic().orElse(null));
        put(templates, KeptKeys.STATE_TOPIC, config.stateTopic().orElse(null));
        put(templates, ChunkRecordKeys.STATE_TOPIC, config.pieces().stateTopic());
        config.routes()
                .forEach(route ->
                        put(templates, RouteKeys.PREFIX + route.name() + "." + RouteKeys.TOPIC, route.topic()));
        put(templates, OutputKeys.TOPIC, config.output().topic());
        return new SinkTopicKeys(
                templates, Objects.toString(config.values().originals().get("topics"), null));
    }

    private static void put(Map<String, String> templates, String key, @Nullable String template) {
        if (template != null && !template.isEmpty()) {
            templates.put(key, template);
        }
    }

    @Override
    public String of(String topic) {
        return key(topic::equals)
                .or(() -> isInput(topic) ? Optional.of("topics") : Optional.empty())
                .or(() -> key(template -> isMadeBy(template, topic)))
                .orElse(inputs == null ? "topics.regex" : OutputKeys.TOPIC);
    }

    private Optional<String> key(Predicate<String> template) {
        return templates.entrySet().stream()
                .filter(each -> template.test(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean isInput(String topic) {
        return inputs != null && Stream.of(inputs.split(",")).map(String::strip).anyMatch(topic::equals);
    }

    private static boolean isMadeBy(String template, String topic) {
        String pattern = Arrays.stream(template.split(Pattern.quote(TopicName.PLACEHOLDER), -1))
                .map(Pattern::quote)
                .reduce((before, after) -> before + ".+" + after)
                .orElse("");
        return topic.matches(pattern);
    }
}
