package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.record.FieldPath;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** What becomes of a document's pieces with {@code chunk.mode=records}, in the sink. */
public final class ChunkRecordKeys {

    public static final String KEY = "chunk.key";
    public static final String COPY_FIELDS = "chunk.copy.fields";
    public static final String STATE_TOPIC = "chunk.state.topic";
    public static final String SKIP_UNCHANGED = "chunk.skip.unchanged";

    private static final Choice<ChunkKey> KEYS = new Choice<>(ChunkKey.class);

    private ChunkRecordKeys() {}

    /** In the group of {@link ChunkKeys}. */
    public static void addTo(KeyGroups keys) {
        keys.group("Documents")
                .key(
                        KEY,
                        STRING,
                        Choice.spelling(ChunkKey.STRUCT),
                        KEYS,
                        MEDIUM,
                        "Key of a piece's record with chunk.mode=records. struct: the document's key and the piece's number."
                                + " text: both as one text, such as doc-7#3, for documents with keys of text.")
                .key(
                        COPY_FIELDS,
                        LIST,
                        "",
                        (name, value) -> ((Iterable<?>) value).forEach(path -> requirePath(name, String.valueOf(path))),
                        MEDIUM,
                        "Paths of the document's fields that each of its pieces' records gets, such as title,author.name.")
                .key(
                        STATE_TOPIC,
                        STRING,
                        null,
                        new Parsed("a topic name", TopicName::parse),
                        MEDIUM,
                        "Compacted topic that remembers which pieces were written of each document.")
                .key(
                        SKIP_UNCHANGED,
                        BOOLEAN,
                        false,
                        null,
                        MEDIUM,
                        "Whether only pieces whose text or model has changed are asked about and written.");
    }

    public static ChunkRecordSettings settings(AbstractConfig values) {
        return new ChunkRecordSettings(
                KEYS.parse(values.getString(KEY)),
                values.getList(COPY_FIELDS).stream().map(FieldPath::parse).toList(),
                values.getString(STATE_TOPIC),
                values.getBoolean(SKIP_UNCHANGED));
    }

    private static void requirePath(String name, String path) {
        try {
            FieldPath unused = FieldPath.parse(path);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, path, e.getMessage());
        }
    }
}
