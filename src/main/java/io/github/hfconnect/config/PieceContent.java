package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkRecordKeys;
import io.github.hfconnect.config.keys.ModelKeys;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.config.value.Parameters;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;

/** The settings on which the record of a document's piece depends, apart from the piece itself. */
final class PieceContent {

    private static final Set<String> KEYS = Set.of(
            ModelKeys.TASK,
            ModelKeys.MODEL,
            ModelKeys.SYSTEM_PROMPT,
            ModelKeys.RESPONSE_SCHEMA,
            ModelKeys.LABELS,
            PredictionKeys.POOLING);

    private static final Set<String> NOT_CONTENT = Set.of(ChunkRecordKeys.STATE_TOPIC, ChunkRecordKeys.SKIP_UNCHANGED);

    private PieceContent() {}

    /** One text for one content. */
    static String of(AbstractConfig values) {
        Map<String, Object> content = new TreeMap<>();
        values.values().forEach((key, value) -> {
            if (KEYS.contains(key) || key.startsWith("output.vector.") || isOfChunks(key)) {
                content.put(key, String.valueOf(value));
            }
        });
        values.originalsWithPrefix(Parameters.PREFIX, false)
                .forEach((key, value) -> content.put(key, String.valueOf(value)));
        return content.toString();
    }

    private static boolean isOfChunks(String key) {
        return key.startsWith("chunk.") && !NOT_CONTENT.contains(key);
    }
}
