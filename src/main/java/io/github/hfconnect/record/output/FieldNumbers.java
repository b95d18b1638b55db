package io.github.hfconnect.record.output;

import io.github.hfconnect.record.value.SchemaCopy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that the fields of a record have in Protobuf. Confluent's converter keeps them as a parameter of each field that it has read, and
 * counts from 1 for fields without ({@code ProtobufData}): beside those that it has read, a new field would have the number of another.
 */
final class FieldNumbers {

    static final String PARAMETER = "io.confluent.connect.protobuf.Tag";

    /** Above the numbers that Protobuf keeps for itself, and above those that people give. */
    private static final int FIRST = 20_000;

    /** So that none is beyond Protobuf's last, 2^29 - 1. */
    private static final int NUMBERS = 500_000_000;

    private FieldNumbers() {}

    /**
     * A new field's schema, with a number where those beside it have one. It follows from the name, so that it stays the same when other
     * fields come and go, as whoever has written records by it must be able to expect.
     */
    static Schema numbered(String name, Schema field, List<Field> beside) {
        Set<String> taken = beside.stream()
                .map(other -> number(other.schema()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (taken.isEmpty()) {
            return field;
        }
        int number = FIRST + Math.floorMod(name.hashCode(), NUMBERS);
        while (taken.contains(String.valueOf(number))) {
            number++;
        }
        return SchemaCopy.with(field, PARAMETER, String.valueOf(number));
    }

    /** A schema that takes the place of another, under that one's number. */
    static Schema kept(Schema replaced, Schema field) {
        String number = number(replaced);
        return number == null || number(field) != null ? field : SchemaCopy.with(field, PARAMETER, number);
    }

    private static @Nullable String number(Schema field) {
        return field.parameters() == null ? null : field.parameters().get(PARAMETER);
    }
}
