package io.github.hfconnect.transform;

import io.github.hfconnect.record.path.FieldPath;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where records that have been enriched keep their prediction. Others go through the same transforms, such as heartbeats, and have
 * no such field; the first of them is logged, because the name may also be misspelt. For one thread.
 */
public final class PredictionField {

    private static final Logger log = LoggerFactory.getLogger(PredictionField.class);

    private final FieldPath path;
    private boolean told;

    public PredictionField(FieldPath path) {
        this.path = path;
    }

    /** The prediction, or empty where it is null or there is no such field. */
    public Optional<Object> in(@Nullable Object record) {
        try {
            return Optional.ofNullable(path.read(record));
        } catch (DataException e) {
            tellOnce(e);
            return Optional.empty();
        }
    }

    private void tellOnce(DataException reason) {
        if (!told) {
            told = true;
            log.warn(
                    "A record does not match because it has no prediction; further ones are not told: {}",
                    reason.getMessage());
        }
    }
}
