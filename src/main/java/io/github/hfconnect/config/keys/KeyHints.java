package io.github.hfconnect.config.keys;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.ClientFile;
import io.github.hfconnect.config.value.DeliveryGuarantee;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/**
 * What a user interface of Connect shows of a key in the company of the others: the values to choose from, and whether it has any
 * meaning there at all.
 *
 * @param values to choose from; none where anything goes
 * @param visible given the other keys' values, those of unset ones being their defaults
 */
record KeyHints(List<Object> values, Predicate<Map<String, Object>> visible) implements Recommender {

    private static final Map<String, Predicate<Map<String, Object>>> VISIBLE = visibility();

    /** The hints for a key that takes what a validator accepts. */
    static KeyHints of(String key, @Nullable Validator validator) {
        return new KeyHints(choices(key, validator), VISIBLE.getOrDefault(key, others -> true));
    }

    private static List<Object> choices(String key, @Nullable Validator validator) {
        if (key.equals(ModelKeys.TASK)) {
            return List.copyOf(Tasks.names());
        }
        if (key.equals(EndpointKeys.API)) {
            return Stream.concat(Stream.of(ServerKinds.AUTO, ServerKinds.CUSTOM), ServerKinds.names().stream())
                    .map(Object.class::cast)
                    .toList();
        }
        return validator instanceof Choice<?> choice ? List.copyOf(choice.spellings()) : List.of();
    }

    private static Map<String, Predicate<Map<String, Object>>> visibility() {
        Map<String, Predicate<Map<String, Object>>> visible = new HashMap<>();
        Stream.of(ModelKeys.SYSTEM_PROMPT, ModelKeys.RESPONSE_SCHEMA)
                .forEach(key -> visible.put(key, is(ModelKeys.TASK, ChatCompletion.NAME)));
        visible.put(PredictionKeys.POOLING, is(ModelKeys.TASK, "feature-extraction"));
        Stream.of(ModelKeys.PROVIDER, EndpointKeys.BILL_TO)
                .forEach(key -> visible.put(key, others -> urls(others) == 0));
        visible.put(EndpointKeys.API, others -> urls(others) > 0);
        visible.put(EndpointKeys.STRATEGY, others -> urls(others) > 1);
        Stream.of(CustomKeys.REQUEST, CustomKeys.RESPONSE, CustomKeys.BATCH)
                .forEach(key -> visible.put(key, is(EndpointKeys.API, ServerKinds.CUSTOM)));
        Stream.of(DeadLetterKeys.TOPIC, DeadLetterKeys.BOOTSTRAP_SERVERS, DeadLetterKeys.PRODUCER + ClientFile.KEY)
                .forEach(key -> visible.put(key, is(FailureKeys.ON_FAILURE, Choice.spelling(OnFailure.DEAD_LETTER))));
        Stream.of(
                        ChunkKeys.MAX_CHARS,
                        ChunkKeys.MAX_TOKENS,
                        ChunkKeys.OVERLAP,
                        ChunkKeys.BOUNDARIES,
                        ChunkKeys.FORMAT,
                        ChunkKeys.MAX_COUNT)
                .forEach(key -> visible.put(
                        key, is(ChunkKeys.MODE, Choice.spelling(ChunkMode.NONE)).negate()));
        visible.put(ChunkKeys.POOL, is(ChunkKeys.MODE, Choice.spelling(ChunkMode.POOL)));
        Stream.of(DeliveryKeys.ID_PREFIX, DeliveryKeys.TIMEOUT, DeliveryKeys.COMMIT_INTERVAL)
                .forEach(key ->
                        visible.put(key, is(DeliveryKeys.GUARANTEE, Choice.spelling(DeliveryGuarantee.EXACTLY_ONCE))));
        Tasks.names().stream()
                .flatMap(task -> Tasks.named(task).slots().stream())
                .map(InputSlots::key)
                .forEach(key -> visible.put(key, others -> takes(others, key)));
        return Map.copyOf(visible);
    }

    private static Predicate<Map<String, Object>> is(String key, String value) {
        return others -> value.equals(Objects.toString(others.get(key), ""));
    }

    private static int urls(Map<String, Object> others) {
        return others.get(EndpointKeys.URLS) instanceof Collection<?> urls ? urls.size() : 0;
    }

    /** Before there is a task, all inputs are shown. */
    private static boolean takes(Map<String, Object> others, String key) {
        String task = Objects.toString(others.get(ModelKeys.TASK), "");
        return !Tasks.names().contains(task) || slots(Tasks.named(task)).anyMatch(key::equals);
    }

    private static Stream<String> slots(Task task) {
        return task.slots().stream().map(InputSlots::key);
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> others) {
        return values;
    }

    @Override
    public boolean visible(String name, Map<String, Object> others) {
        return visible.test(others);
    }
}
