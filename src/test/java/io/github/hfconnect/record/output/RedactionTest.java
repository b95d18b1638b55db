package io.github.hfconnect.record.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.record.ChangeEvents;
import io.github.hfconnect.record.path.FieldPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Converters with schemas give bytes as buffers, which need not begin at the beginning. */
    @Test
    void hashOfABufferIsThatOfItsBytesAndLeavesItAsItIs() {
        byte[] letters = "xabc".getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(letters).position(1);
        user.put("photo", buffer);

        assertThat(userAfter("user.photo", Redaction.Way.HASH).getBytes("photo"))
                .isEqualTo(HexFormat.of().parseHex(SHA_256_OF_ABC));
        assertThat(buffer.position()).isEqualTo(1);
        user.put("photo", Arrays.copyOfRange(letters, 1, 4));
        assertThat(userAfter("user.photo", Redaction.Way.HASH).getBytes("photo"))
                .isEqualTo(HexFormat.of().parseHex(SHA_256_OF_ABC));
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

    private static Struct event(String op) {
        Struct row = ChangeEvents.row(ChangeEvents.KEYED, "insult");
        return ChangeEvents.event(ChangeEvents.KEYED, op, row, op.equals("d") ? null : row);
    }

    /** An update brings the row as it was, too, and a deletion nothing else. */
    @ParameterizedTest
    @CsvSource({"u, after.text", "u, before.text", "d, after.text"})
    void columnOfAChangeEventIsHiddenInBothImages(String op, String path) {
        Struct event = event(op);

        Struct masked = (Struct) after(new SchemaAndValue(event.schema(), event), path, Redaction.Way.MASK);
        SchemaAndValue removed = new Redaction(FieldPath.parse(path), Redaction.Way.REMOVE)
                .of(new SchemaAndValue(event.schema(), event));

        assertThat(masked.toString()).contains("***").doesNotContain("insult");
        assertThat(removed.value().toString()).doesNotContain("insult");
        assertThat(removed.schema().field("before").schema())
                .isEqualTo(removed.schema().field("after").schema())
                .satisfies(image -> assertThat(image.field("text")).isNull());
    }

    @Test
    void columnOfAChangeEventWithoutSchemasIsHiddenInBothImages() {
        SchemaAndValue update = new SchemaAndValue(
                null, ChangeEvents.event("u", Map.of("id", 1, "text", "insult"), Map.of("text", "x")));
        SchemaAndValue keysOnly =
                new SchemaAndValue(null, ChangeEvents.event("u", Map.of("id", 1), Map.of("text", "insult")));

        assertThat(after(update, "after.text", Redaction.Way.MASK).toString()).doesNotContain("insult");
        assertThat(after(update, "after.text", Redaction.Way.REMOVE).toString()).doesNotContain("insult");
        assertThat(after(keysOnly, "after.text", Redaction.Way.MASK))
                .isEqualTo(ChangeEvents.event("u", Map.of("id", 1), Map.of("text", "***")));
    }

    @Test
    void fieldsThatAreOnlyCalledLikeImagesAreNone() {
        SchemaAndValue plain = new SchemaAndValue(null, Map.of("before", Map.of("x", "a"), "after", Map.of("x", "b")));

        assertThat(after(plain, "after.x", Redaction.Way.MASK))
                .isEqualTo(Map.of("before", Map.of("x", "a"), "after", Map.of("x", "***")));
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
