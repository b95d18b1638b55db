package io.github.hfconnect.record.value;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.path.Found;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What a record's value reads as where a model wants text. */
public final class PlainText {

    private PlainText() {}

    /**
     * Text as it is, numbers and booleans in plain notation, bytes as UTF-8, times in ISO 8601; lists, maps and Structs inside
     * the record as JSON.
     *
     * @return null where there is none, or an empty list or map
     * @throws DataException for values of any other kind, for bytes that are not UTF-8, and for a whole record that has fields
     */
    public static @Nullable String of(@Nullable Schema schema, @Nullable Object value, FieldPath path) {
        if (value == null) {
            return null;
        }
        SchemaAndValue member = Union.member(value);
        if (member != null) {
            return of(member.schema(), member.value(), path);
        }
        Object meaning = LogicalType.meaning(schema, value);
        if (meaning instanceof byte[] bytes) {
            return decoded(ByteBuffer.wrap(bytes), path);
        }
        if (meaning instanceof ByteBuffer bytes) {
            return decoded(bytes.duplicate(), path);
        }
        Object plain = PlainValue.of(schema, meaning);
        if (plain == null || plain instanceof CharSequence || plain instanceof Boolean) {
            return plain == null ? null : plain.toString();
        }
        if (plain instanceof Number number) {
            return notation(number);
        }
        boolean hasParts = plain instanceof Map || plain instanceof Collection;
        if (hasParts && !path.steps().isEmpty()) {
            return isEmpty(plain) ? null : JsonText.of(plain);
        }
        throw new DataException(path.place() + " is " + Found.describe(value)
                + ", but text, a number, a boolean or bytes is wanted"
                + (path.steps().isEmpty() ? ": name the field to read with input.field" : ""));
    }

    private static boolean isEmpty(Object plain) {
        return plain instanceof Map<?, ?> map ? map.isEmpty() : ((Collection<?>) plain).isEmpty();
    }

    /** Without an exponent. */
    static String notation(Number number) {
        boolean mayHaveExponent = number instanceof Double || number instanceof Float || number instanceof BigDecimal;
        boolean isFinite = Double.isFinite(number.doubleValue()) || number instanceof BigDecimal;
        return mayHaveExponent && isFinite ? new BigDecimal(number.toString()).toPlainString() : number.toString();
    }

    private static String decoded(ByteBuffer bytes, FieldPath path) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new DataException(
                    path.place() + " is bytes that are not UTF-8 text (" + e.getMessage() + " of " + bytes.limit()
                            + " bytes at position " + bytes.position() + ")",
                    e);
        }
    }
}
