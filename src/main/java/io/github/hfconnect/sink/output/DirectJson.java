package io.github.hfconnect.sink.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.hfconnect.inference.FieldMap;
import io.github.hfconnect.record.value.FloatList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Connect's {@code JsonConverter} writes of a value without schema, without the tree of nodes that it makes of it first: a node and
 * a boxed number for each component of a vector, and digits that {@code Float.toString} takes its time for. It is a component's fewest digits,
 * which Java itself finds from 19 on only (JDK-4511638). Not thread-safe.
 */
public final class DirectJson {

    /** Enough for several vectors of 4,096 components; buffers that a larger record needs do not stay. */
    private static final int MOST_KEPT_BYTES = 1 << 20;

    /** {@code -2.2250738585072014E-308}. */
    private static final int MOST_DIGITS = 24;

    private final JsonFactory factory =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    /** Not made again for each record. */
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The same; null after what has left it in the midst of a value, or with a large buffer. */
    private @Nullable JsonGenerator generator;

    private byte[] components = {};
    private final StringBuilder digits = new StringBuilder();
    private final char[] digitChars = new char[MOST_DIGITS];

    /** Unlikely values are the converter's. */
    private static final class NotPlainException extends IOException {

        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** The value's JSON; null where it is not made of maps with text as keys, lists, text, truth values and numbers alone. */
    public byte @Nullable [] of(Object value) {
        bytes.reset();
        try {
            JsonGenerator json = generator == null ? factory.createGenerator(bytes) : generator;
            generator = null;
            write(value, json);
            json.flush();
            generator = json;
            return bytes.toByteArray();
        } catch (IOException e) {
            return null;
        } finally {
            forgetLarge();
        }
    }

    private void forgetLarge() {
        if (bytes.size() > MOST_KEPT_BYTES) {
            bytes = new ByteArrayOutputStream();
            generator = null;
            components = new byte[0];
        }
    }

    private void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof FloatList vector) {
            writeVector(vector, json);
        } else if (value instanceof FieldMap fields) {
            writeFields(fields, json);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, json);
        } else if (value instanceof List<?> list) {
            writeList(list, json);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            writeNumber(number, json);
        } else {
            throw new NotPlainException();
        }
    }

    /** Past the generator, which makes a text of each number first. */
    private void writeVector(FloatList vector, JsonGenerator json) throws IOException {
        int most = 1 + vector.size() * (FloatDigits.MOST_BYTES + 1);
        if (components.length < most) {
            components = new byte[most];
        }
        int end = 0;
        for (int i = 0; i < vector.size(); i++) {
            if (!Float.isFinite(vector.component(i))) {
                writeList(vector, json);
                return;
            }
            components[end++] = (byte) (i == 0 ? '[' : ',');
            end = FloatDigits.write(vector.component(i), components, end);
        }
        // What belongs before it, a comma for example.
        json.writeRawValue(vector.isEmpty() ? "[" : "");
        json.flush();
        bytes.write(components, 0, end);
        bytes.write(']');
    }

    private void writeMap(Map<?, ?> map, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new NotPlainException();
            }
            json.writeFieldName(name);
            write(entry.getValue(), json);
        }
        json.writeEndObject();
    }

    private void writeFields(FieldMap fields, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            json.writeFieldName(fields.name(i));
            write(fields.value(i), json);
        }
        json.writeEndObject();
    }

    private void writeList(List<?> list, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(element, json);
        }
        json.writeEndArray();
    }

    /** Those that Connect's data may hold. */
    private void writeNumber(Number number, JsonGenerator json) throws IOException {
        if (number instanceof Float) {
            json.writeNumber(number.floatValue());
        } else if (number instanceof Double) {
            writeDouble(number.doubleValue(), json);
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            json.writeNumber(number.longValue());
        } else {
            throw new NotPlainException();
        }
    }

    /** As the generator does it, but that it makes a text of each number first. */
    private void writeDouble(double number, JsonGenerator json) throws IOException {
        if (!Double.isFinite(number)) {
            json.writeNumber(number);
            return;
        }
        digits.setLength(0);
        digits.append(number);
        digits.getChars(0, digits.length(), digitChars, 0);
        json.writeNumber(digitChars, 0, digits.length());
    }
}
