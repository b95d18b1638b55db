package io.github.hfconnect.record.input;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.path.Found;
import io.github.hfconnect.record.value.PlainValue;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Images and sound in a record: as bytes, as text in base64 or a {@code data:} URL, or by the URL that they are at. */
final class BinaryContent {

    private static final String BASE64_MARK = ";base64";

    private static final Pattern WEB = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);

    private BinaryContent() {}

    /**
     * A read-only copy, which the record's owner cannot change, or the URL as text.
     *
     * @return null where there is not a single byte
     * @throws DataException for any other kind of value, and for text that is not base64; it does not quote the value
     */
    static @Nullable Object of(@Nullable Object value, FieldPath path) {
        if (value instanceof CharSequence text
                && WEB.matcher(text.toString().strip()).matches()) {
            return text.toString().strip();
        }
        ByteBuffer bytes = bytes(value, path);
        return bytes == null || !bytes.hasRemaining() ? null : bytes.asReadOnlyBuffer();
    }

    private static @Nullable ByteBuffer bytes(@Nullable Object value, FieldPath path) {
        if (value == null || value instanceof byte[] || value instanceof ByteBuffer) {
            return (ByteBuffer) PlainValue.ofScalar(value);
        }
        if (value instanceof CharSequence text) {
            return decoded(base64Of(text.toString().strip(), path), path);
        }
        throw new DataException(
                path.place() + " is " + Found.describe(value) + ", but bytes are wanted, or text in base64 or a URL");
    }

    private static String base64Of(String text, FieldPath path) {
        if (!text.regionMatches(true, 0, "data:", 0, "data:".length())) {
            return text;
        }
        int comma = text.indexOf(',');
        boolean isBase64 = comma >= 0
                && text.substring(0, comma).strip().toLowerCase(Locale.ROOT).endsWith(BASE64_MARK);
        if (!isBase64) {
            throw new DataException(path.place() + " is a data: URL that is not base64");
        }
        return text.substring(comma + 1);
    }

    private static ByteBuffer decoded(String base64, FieldPath path) {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(withoutLineBreaks(base64)));
        } catch (IllegalArgumentException e) {
            // Not with its message, which may quote the value.
            throw new DataException(path.place() + " is text that is not base64, but bytes are wanted");
        }
    }

    /** Encoders for mail break their lines. */
    private static String withoutLineBreaks(String base64) {
        boolean broken = base64.indexOf('\n') >= 0 || base64.indexOf('\r') >= 0;
        return broken ? base64.replaceAll("[\\r\\n]", "") : base64;
    }
}
