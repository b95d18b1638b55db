package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.DeadLetterKeys;
import io.github.hfconnect.config.keys.KeptKeys;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.OnFailure;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;

/** What only the sink connector can do: a transform has no cluster of its own, and no task that could read before its first record. */
final class TransformChecks {

    private TransformChecks() {}

    static List<KeyError> errors(InferenceConfig config) {
        AbstractConfig values = config.values();
        List<KeyError> errors = new ArrayList<>();
        if (ChunkKeys.mode(values) == ChunkMode.RECORDS) {
            errors.add(new KeyError(
                    ChunkKeys.MODE,
                    "records is for the sink connector: a transform makes one record of one. Use array or pool here"));
        }
        if (config.onFailure() == OnFailure.DEAD_LETTER) {
            errors.addAll(DeadLetterKeys.errors(values, Prefixed.of(values, DeadLetterKeys.PRODUCER)));
        }
        for (String key : List.of(KeptKeys.CACHE_TOPIC, KeptKeys.STATE_TOPIC)) {
            if (values.originals().get(key) != null) {
                errors.add(new KeyError(key, "Remove it: only the sink connector has it"));
            }
        }
        return errors;
    }
}
