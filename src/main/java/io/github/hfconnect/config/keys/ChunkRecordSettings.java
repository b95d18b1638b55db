package io.github.hfconnect.config.keys;

import io.github.hfconnect.config.value.ChunkKey;
import io.github.hfconnect.config.value.TopicName;
import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a document's pieces are made of.
 *
 * @param key what their keys are
 * @param copyFields fields of the document that each of them gets
 * @param stateTopic compacted topic that holds what was written of each document, or null where it is not configured
 * @param skipUnchanged whether only pieces that are new are asked about and written
 */
public record ChunkRecordSettings(
        ChunkKey key, List<FieldPath> copyFields, @Nullable String stateTopic, boolean skipUnchanged) {

    /** Where a piece's record says which piece of which document it is. */
    public static final FieldPath FIELD = FieldPath.parse("chunk");

    /** Where it has its UUID, with {@link ChunkKey#UUID}. */
    public static final String ID = "id";

    public ChunkRecordSettings {
        copyFields = List.copyOf(copyFields);
    }

    /** The state topic of an input topic, without which there are no pieces' records. */
    public String stateTopic(String inputTopic) {
        return new TopicName(Objects.requireNonNull(stateTopic, ChunkRecordKeys.STATE_TOPIC)).of(inputTopic);
    }
}
