package io.github.hfconnect.sink.documents;

import io.github.hfconnect.config.keys.ChunkRecordSettings;
import io.github.hfconnect.config.value.ChunkKey;
import io.github.hfconnect.inference.Part;
import io.github.hfconnect.record.DocumentKey;
import io.github.hfconnect.record.JoinedFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the pieces of a document, each of which stays what it is as long as the document has so many pieces. Safe for use by
 * several threads.
 */
final class PieceKeys {

    private static final String DOCUMENT = "document";
    private static final String PIECE = "piece";
    private static final String ID = ChunkRecordSettings.ID;
    private static final Schema WITH_ID =
            SchemaBuilder.struct().field(ID, Schema.STRING_SCHEMA).build();
    private static final int MOST_SCHEMAS = 64;

    private final ChunkKey form;
    private final Map<Schema, Schema> schemas = new ConcurrentHashMap<>();

    PieceKeys(ChunkKey form) {
        this.form = form;
    }

    /**
     * The key of a piece.
     *
     * @param document whose key is not null
     * @throws DataException where the document's key has no such form
     */
    SchemaAndValue of(SinkRecord document, int piece) {
        Object key = Objects.requireNonNull(document.key());
        if (form == ChunkKey.TEXT) {
            return text(document.keySchema(), key, piece);
        }
        if (form == ChunkKey.UUID) {
            return uuid(document.keySchema(), key, piece);
        }
        return document.keySchema() == null
                ? new SchemaAndValue(null, map(key, piece))
                : struct(document.keySchema(), key, piece);
    }

    private static SchemaAndValue text(@Nullable Schema schema, Object key, int piece) {
        if (key instanceof Struct || key instanceof Map) {
            throw new DataException(
                    "The document's key has fields, which chunk.key=text cannot write: set chunk.key=struct");
        }
        return new SchemaAndValue(Schema.STRING_SCHEMA, DocumentKey.text(schema, key) + "#" + piece);
    }

    private static SchemaAndValue uuid(@Nullable Schema schema, Object key, int piece) {
        String id = Part.id(DocumentKey.text(schema, key), piece).toString();
        return schema == null
                ? new SchemaAndValue(null, Map.of(ID, id))
                : new SchemaAndValue(WITH_ID, new Struct(WITH_ID).put(ID, id));
    }

    private static Map<Object, Object> map(Object key, int piece) {
        Map<Object, Object> fields = new LinkedHashMap<>();
        if (key instanceof Map<?, ?> map) {
            requireFree(map.containsKey(PIECE));
            fields.putAll(map);
        } else {
            fields.put(DOCUMENT, key);
        }
        fields.put(PIECE, piece);
        return fields;
    }

    private SchemaAndValue struct(Schema schema, Object key, int piece) {
        if (schemas.size() > MOST_SCHEMAS) {
            schemas.clear();
        }
        Schema target = schemas.computeIfAbsent(schema, PieceKeys::target);
        Struct struct = new Struct(target);
        if (key instanceof Struct document) {
            schema.fields().forEach(field -> struct.put(field.name(), document.getWithoutDefault(field.name())));
        } else {
            struct.put(DOCUMENT, key);
        }
        return new SchemaAndValue(target, struct.put(PIECE, piece));
    }

    private static Schema target(Schema source) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        String name = null;
        if (source.type() == Schema.Type.STRUCT) {
            requireFree(source.field(PIECE) != null);
            // Formats that know a Struct by its name would take the two for one.
            name = source.name() == null ? null : source.name() + "Piece";
            source.fields().forEach(field -> fields.put(field.name(), field.schema()));
        } else {
            fields.put(DOCUMENT, source);
        }
        fields.put(PIECE, Schema.INT32_SCHEMA);
        return JoinedFields.of(name, fields);
    }

    private static void requireFree(boolean isTaken) {
        if (isTaken) {
            throw new DataException(
                    "The document's key has a field '" + PIECE + "', where the number of the piece would"
                            + " stand: rename it by a transform such as ReplaceField$Key");
        }
    }
}
