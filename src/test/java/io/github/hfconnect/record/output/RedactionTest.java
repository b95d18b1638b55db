package io.github.hfconnect.record.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.record.path.FieldPath;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final Schema USER = SchemaBuilder.struct()
            .name("user")
            .field("mail", Schema.STRING_SCHEMA)
            .field("age", Schema.INT32_SCHEMA)
            .field("born", Timestamp.SCHEMA)
            .field("photo", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();

    private static final Schema RECORD = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("user", USER)
            .build();

    private final Struct user = new Struct(USER)
            .put("mail", "abc")
            .put("age", 41)
            .put("born", java.util.Date.from(java.time.Instant.EPOCH))
            .put("photo", new byte[] {1});
    private final SchemaAndValue record =
            new SchemaAndValue(RECORD, new Struct(RECORD).put("id", 7L).put("user", user));

    @Test
    void textIsMaskedAndTheSourceStaysAsItIs() {
        assertThat(userAfter("user.mail", Redaction.Way.MASK).get("mail")).isEqualTo("***");
        assertThat(user.get("mail")).isEqualTo("abc");
    }

    @Test
    void otherValuesBecomeEmptyOrNull() {
        assertThat(userAfter("user.age", Redaction.Way.MASK).get("age")).isEqualTo(0);
        assertThat(userAfter("user.photo", Redaction.Way.MASK).get("photo")).isNull();
    }

    @Test
    void removedFieldIsMissingInTheSchemaTooWhichIsMadeOnce() {
        Redaction redaction = new Redaction(FieldPath.parse("user.mail"), Redaction.Way.REMOVE);

        SchemaAndValue redacted = redaction.of(record);

        Schema schema = redacted.schema().field("user").schema();
        assertThat(schema.field("mail")).isNull();
        assertThat(schema.name()).isEqualTo("user");
        assertThat(((Struct) redacted.value()).getStruct("user").get("age")).isEqualTo(41);
        assertThat(redaction.of(record).schema()).isSameAs(redacted.schema());
    }

    @Test
    void hashIsTheSha256OfTheText() {
        assertThat(userAfter("user.mail", Redaction.Way.HASH).get("mail")).isEqualTo(SHA_256_OF_ABC);
    }

    @Test
    void recordsWithoutSchemasAreRedactedToo() {
        SchemaAndValue plain = new SchemaAndValue(null, Map.of("user", Map.of("mail", "abc", "age", 41)));

        assertThat(after(plain, "user.mail", Redaction.Way.MASK))
                .isEqualTo(Map.of("user", Map.of("mail", "***", "age", 41)));
        assertThat(after(plain, "user.mail", Redaction.Way.REMOVE)).isEqualTo(Map.of("user", Map.of("age", 41)));
        assertThat(after(plain, "user.mail", Redaction.Way.HASH))
                .isEqualTo(Map.of("user", Map.of("mail", SHA_256_OF_ABC, "age", 41)));
    }

    @Test
    void tombstonesHaveNothingToHide() {
        SchemaAndValue tombstone = new SchemaAndValue(RECORD, null);

        assertThat(new Redaction(FieldPath.parse("user.mail"), Redaction.Way.MASK).of(tombstone))
                .isEqualTo(tombstone);
    }

    @Test
    void whatCannotBeHiddenFailsTheRecordAndIsNotQuoted() {
        assertFails("user.email", Redaction.Way.MASK, "'user.email' leads nowhere");
        assertFails("user.age", Redaction.Way.HASH, "'user.age' cannot be hashed");
        assertFails("user.born", Redaction.Way.MASK, "'user.born' cannot be masked");
    }

    private void assertFails(String path, Redaction.Way way, String message) {
        Redaction redaction = new Redaction(FieldPath.parse(path), way);

        assertThatThrownBy(() -> redaction.of(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("41");
    }

    private Struct userAfter(String path, Redaction.Way way) {
        return ((Struct) after(record, path, way)).getStruct("user");
    }

    private static Object after(SchemaAndValue source, String path, Redaction.Way way) {
        return new Redaction(FieldPath.parse(path), way).of(source).value();
    }
}
