package io.github.hfconnect.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entity as a server names its parts: Transformers, GLiNER ({@code label}, {@code text}), Presidio's analyzer
 * ({@code entity_type}, without a word) and NeMo Guardrails ({@code suggested_label}, {@code value}, {@code start_position}).
 */
record Entity(JsonNode node, Input input) {

    private static final List<String> NAMES =
            List.of("entity_group", "entity", "label", "entity_type", "suggested_label", "type");

    private static final List<String> WORDS = List.of("word", "text", "value");

    /** The entity as a prediction holds it. */
    Map<String, Object> values(Expected expected) {
        Integer start = expected.wholeOrNull(first(List.of("start", "start_position")), "an offset");
        Integer end = expected.wholeOrNull(first(List.of("end", "end_position")), "an offset");
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("entity", expected.text(first(NAMES), "an entity's name"));
        entity.put("word", word(start, end, expected));
        entity.put("score", expected.score(node.path("score")));
        if (start != null) {
            entity.put("start", start);
        }
        if (end != null) {
            entity.put("end", end);
        }
        return entity;
    }

    private String word(@Nullable Integer start, @Nullable Integer end, Expected expected) {
        JsonNode word = first(WORDS);
        String cut = word.isMissingNode() && start != null && end != null ? cut(start, end) : null;
        return cut == null ? expected.text(word, "a word") : cut;
    }

    /** What stands there in the input, counted in code points, as Python does; null where there is no such place. */
    private @Nullable String cut(int start, int end) {
        String text = input.value() instanceof String said ? said : "";
        return start < 0 || start > end || end > text.codePointCount(0, text.length())
                ? null
                : text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    private JsonNode first(List<String> names) {
        return names.stream().filter(node::has).findFirst().map(node::path).orElse(MissingNode.getInstance());
    }
}
