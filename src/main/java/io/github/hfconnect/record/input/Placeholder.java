package io.github.hfconnect.record.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A text that stands for a value which was not sent, in the forms that Debezium's PostgreSQL, Oracle and SQL Server connectors
 * give it by the type of the column ({@code unavailable.value.placeholder}, {@code binary.handling.mode}, {@code
 * hstore.handling.mode}; Debezium 3, {@code UnchangedToastedPlaceholder}).
 *
 * @param texts itself; for bytes as text in base64 and hex; for a list of UUIDs; for an hstore as JSON
 * @param bytes for bytes
 */
record Placeholder(Set<String> texts, ByteBuffer bytes) {

    static Placeholder of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> texts = List.of(
                text,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                "{\"" + text + "\":\"" + text + "\"}");
        Set<String> all = new HashSet<>(texts);
        uuid(bytes, UUID::nameUUIDFromBytes).ifPresent(all::add);
        return new Placeholder(Set.copyOf(all), ByteBuffer.wrap(bytes));
    }

    /**
     * The name-based UUID, which is made with MD5: empty where the platform has none, such as Semeru 17 on an OpenShift in FIPS mode
     * (eclipse-openj9/openj9#20084), on which no source sends it.
     */
    static Optional<String> uuid(byte[] name, Function<byte[], UUID> nameBased) {
        try {
            return Optional.of(nameBased.apply(name).toString());
        } catch (InternalError e) {
            return Optional.empty();
        }
    }

    boolean is(Object value) {
        if (value instanceof CharSequence text) {
            return texts.contains(text.toString());
        }
        if (value instanceof byte[] other) {
            return bytes.equals(ByteBuffer.wrap(other));
        }
        return value instanceof ByteBuffer buffer
                ? bytes.equals(buffer)
                : value instanceof List<?> list && isNumbers(list);
    }

    /** Lists of whole numbers have each of the bytes as a number. */
    private boolean isNumbers(List<?> list) {
        if (list.size() != bytes.remaining()) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Number number) || number.doubleValue() != bytes.get(i)) {
                return false;
            }
        }
        return true;
    }
}
