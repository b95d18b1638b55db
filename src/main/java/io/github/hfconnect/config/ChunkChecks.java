package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.ChunkMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;

/** What is wrong with how texts are cut. */
final class ChunkChecks {

    private ChunkChecks() {}

    static List<KeyError> errors(AbstractConfig values) {
        List<KeyError> errors = new ArrayList<>();
        int overlap = values.getInt(ChunkKeys.OVERLAP);
        int max = values.getInt(ChunkKeys.MAX_CHARS);
        if (2 * overlap >= max) {
            errors.add(new KeyError(
                    ChunkKeys.OVERLAP,
                    "It must be less than half of " + ChunkKeys.MAX_CHARS + ", but it is " + overlap + " of " + max));
        }
        if (ChunkKeys.mode(values) == ChunkMode.RECORDS) {
            errors.add(new KeyError(ChunkKeys.MODE, "It must be none, array or pool"));
        }
        return errors;
    }
}
