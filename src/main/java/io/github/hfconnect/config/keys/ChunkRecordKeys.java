package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.ChunkKey;
import io.github.hfconnect.config.value.FieldPaths;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.config.value.TopicName;
import io.github.hfconnect.record.path.FieldPath;
import org.apache.kafka.common.config.AbstractConfig;

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
                        "Key of a piece's record with chunk.mode=records. struct: the fields of the document's key, or the"
                                + " field document where it has none, and the field piece with the piece's number. text:"
                                + " both as one text, such as doc-7#3, for documents whose keys are text or numbers. uuid: the field id, a UUID"
                                + " of that text, which the record's value gets, too, for stores that take no other id.")
                .key(
                        COPY_FIELDS,
                        LIST,
                        "",
                        new FieldPaths(),
                        MEDIUM,
                        "Paths of the document's fields that each of its pieces' records gets under their last names, such as"
                                + " title,author.name.")
                .key(
                        STATE_TOPIC,
                        STRING,
                        null,
                        new Parsed("a topic name", TopicName::parse),
                        MEDIUM,
                        "Topic that remembers which pieces were written of each document; needed with chunk.mode=records. It"
                                + " is this connector's alone, compacted, and made with as many partitions as the input"
                                + " topic, for which ${topic} stands.")
                .key(
                        SKIP_UNCHANGED,
                        BOOLEAN,
                        false,
                        null,
                        MEDIUM,
                        "Whether only pieces whose text, copied fields, model or told revision of it has changed are asked about and"
                                + " written. The others keep their keys, and index, count, start and end as they were when they were"
                                + " written.");
    }

    public static ChunkRecordSettings settings(AbstractConfig values) {
        return new ChunkRecordSettings(
                KEYS.parse(values.getString(KEY)),
                values.getList(COPY_FIELDS).stream().map(FieldPath::parse).toList(),
                values.getString(STATE_TOPIC),
                values.getBoolean(SKIP_UNCHANGED));
    }
}
