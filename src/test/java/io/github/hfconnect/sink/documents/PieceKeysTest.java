package io.github.hfconnect.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.value.ChunkKey;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceKeysTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.articles.Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();

    private final PieceKeys structs = new PieceKeys(ChunkKey.STRUCT);
    private final PieceKeys texts = new PieceKeys(ChunkKey.TEXT);

    /** A JDBC sink makes columns of them. */
    @Test
    void aKeyWithFieldsGetsOneMore() {
        SchemaAndValue key = structs.of(document(ROW, new Struct(ROW).put("id", 7L)), 2);

        assertThat(key.schema().name()).isEqualTo("shop.articles.KeyPiece");
        assertThat(((Struct) key.value()).getInt64("id")).isEqualTo(7);
        assertThat(((Struct) key.value()).getInt32("piece")).isEqualTo(2);
    }

    /** Where a Protobuf converter has read the key, a field without would have the number 1, as a rule the key's own. */
    @ParameterizedTest
    @ValueSource(strings = {"io.confluent.connect.protobuf.Tag", "protobuf.tag"})
    void thePieceHasANumberWhereTheKeyHasNumbers(String parameter) {
        Schema row = SchemaBuilder.struct()
                .field("id", SchemaBuilder.int64().parameter(parameter, "1").build())
                .build();

        Schema key = structs.of(document(row, new Struct(row).put("id", 7L)), 0).schema();

        assertThat(key.field("id").schema().parameters()).isEqualTo(Map.of(parameter, "1"));
        assertThat(key.field("piece").schema().parameters())
                .hasEntrySatisfying(parameter, number -> assertThat(number).isNotEqualTo("1"));
    }

    @Test
    void aKeyWithoutFieldsStandsInOne() {
        SchemaAndValue key = structs.of(document(Schema.STRING_SCHEMA, "doc"), 0);

        assertThat(((Struct) key.value()).getString("document")).isEqualTo("doc");
        assertThat(structs.of(document(null, "doc"), 3).value()).isEqualTo(Map.of("document", "doc", "piece", 3));
        assertThat(structs.of(document(null, Map.of("id", 7)), 3).value()).isEqualTo(Map.of("id", 7, "piece", 3));
    }

    @Test
    void allPiecesOfOneSchemaHaveOneSchema() {
        SchemaAndValue first = structs.of(document(ROW, new Struct(ROW).put("id", 7L)), 0);
        SchemaAndValue second = structs.of(document(ROW, new Struct(ROW).put("id", 8L)), 1);

        assertThat(first.schema()).isSameAs(second.schema());
    }

    @Test
    void aKeyIsOneText() {
        assertThat(texts.of(document(Schema.STRING_SCHEMA, "doc"), 12).value()).isEqualTo("doc#12");
        assertThat(texts.of(document(Schema.INT64_SCHEMA, 7L), 0).value()).isEqualTo("7#0");
        assertThatThrownBy(() -> texts.of(document(ROW, new Struct(ROW).put("id", 7L)), 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("chunk.key=struct");
    }

    /** In stores for as long as the documents. */
    @Test
    void aKeyIsAUuidOfThatText() {
        PieceKeys uuids = new PieceKeys(ChunkKey.UUID);

        assertThat(uuids.of(document(null, "doc"), 12).value())
                .isEqualTo(Map.of("id", "9743acdd-5d15-3716-acaa-ef62d969e911"));
        assertThat(((Struct) uuids.of(document(Schema.STRING_SCHEMA, "doc"), 12).value()).getString("id"))
                .isEqualTo("9743acdd-5d15-3716-acaa-ef62d969e911");
        assertThat(uuids.of(document(ROW, new Struct(ROW).put("id", 7L)), 0).value())
                .isNotEqualTo(uuids.of(document(ROW, new Struct(ROW).put("id", 7L)), 1)
                        .value());
    }

    @Test
    void aFieldOfThatNameIsInTheWay() {
        assertThatThrownBy(() -> structs.of(document(null, Map.of("piece", 7)), 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'piece'");
    }

    private static SinkRecord document(@Nullable Schema schema, Object key) {
        return new SinkRecord("articles", 0, schema, key, null, null, 0);
    }
}
