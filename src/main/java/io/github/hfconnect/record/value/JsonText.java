package io.github.hfconnect.record.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps as JSON, so that a model can read them as text. */
public final class JsonText {

    private final StringBuilder json = new StringBuilder();

    private JsonText() {}

    /** A {@link PlainValue} in compact notation; bytes are base64, and numbers that JSON has not are text. */
    public static String of(@Nullable Object plain) {
        JsonText text = new JsonText();
        text.add(plain);
        return text.json.toString();
    }

    private void add(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Collection<?> elements) {
            addList(elements);
        } else if (value instanceof ByteBuffer bytes) {
            addText(US_ASCII.decode(Base64.getEncoder().encode(bytes.duplicate()))
                    .toString());
        } else if (value == null || value instanceof Boolean || isFinite(value)) {
            json.append(value instanceof Number number ? PlainText.notation(number) : String.valueOf(value));
        } else {
            addText(value.toString());
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number number && !Double.isNaN(number.doubleValue()) && !isInfinite(number);
    }

    private static boolean isInfinite(Number number) {
        return (number instanceof Double || number instanceof Float) && Double.isInfinite(number.doubleValue());
    }

    private void addMap(Map<?, ?> map) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            addText(String.valueOf(entry.getKey()));
            json.append(':');
            add(entry.getValue());
            separator = ",";
        }
        json.append('}');
    }

    private void addList(Collection<?> elements) {
        json.append('[');
        String separator = "";
        for (Object element : elements) {
            json.append(separator);
            add(element);
            separator = ",";
        }
        json.append(']');
    }

    /** RFC 8259, section 7. */
    private void addText(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
