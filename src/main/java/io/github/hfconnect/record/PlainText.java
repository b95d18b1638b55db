package io.github.hfconnect.record;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What a record's value reads as where a model wants text. */
final class PlainText {

    private PlainText() {}

    /**
     * Text as it is, numbers and booleans in plain notation, bytes as UTF-8.
     *
     * @throws DataException for values of any other kind, and for bytes that are not UTF-8
     */
    static @Nullable String of(@Nullable Object value, FieldPath path) {
        if (value == null || value instanceof CharSequence || value instanceof Boolean) {
            return value == null ? null : value.toString();
        }
        if (value instanceof Number number) {
            return notation(number);
        }
        if (value instanceof byte[] bytes) {
            return decoded(ByteBuffer.wrap(bytes), path);
        }
        if (value instanceof ByteBuffer bytes) {
            return decoded(bytes.duplicate(), path);
        }
        throw new DataException(path.place() + " is " + Found.describe(value)
                + ", but text, a number, a boolean or bytes is wanted"
                + (path.steps().isEmpty() ? ": name the field to read with input.field" : ""));
    }

    private static String notation(Number number) {
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
