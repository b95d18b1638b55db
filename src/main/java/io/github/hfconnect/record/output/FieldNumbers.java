package io.github.hfconnect.record.output;

import io.github.hfconnect.record.value.SchemaCopy;
import io.github.hfconnect.record.value.Union;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that the fields of a record have in Protobuf. A converter keeps them as a parameter of each field that it has read, and
 * counts from 1 for fields without (Confluent's {@code ProtobufData}): beside those that it has read, a new field would have the number
 * of another. The fields of a oneof, which in Connect stand in a Struct of their own without a number, are numbered with those around it.
 */
public final class FieldNumbers {

    static final String CONFLUENT = "io.confluent.connect.protobuf.Tag";

    /** Of AWS Glue (aws-glue-schema-registry 2.0.0, {@code ProtobufSchemaConverterConstants}). */
    static final String GLUE = "protobuf.tag";

    private static final List<String> PARAMETERS = List.of(CONFLUENT, GLUE);

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
        Schema numbered = field;
        for (String parameter : PARAMETERS) {
            Set<String> taken = numbers(beside.stream().map(Field::schema), parameter);
            if (!taken.isEmpty()) {
                numbered = SchemaCopy.with(numbered, parameter, free(name, taken));
            }
        }
        return numbered;
    }

    /** A schema that takes the place of another, under that one's number; in the place of a oneof, under one of its own. */
    static Schema kept(Schema replaced, Schema field) {
        Schema kept = field;
        for (String parameter : PARAMETERS) {
            Set<String> numbers = numbers(Stream.of(replaced), parameter);
            if (!numbers.isEmpty() && numbers(Stream.of(field), parameter).isEmpty()) {
                kept = SchemaCopy.with(kept, parameter, numbers.iterator().next());
            }
        }
        return kept;
    }

    /**
     * Adds fields that come from several messages, or from nowhere. Where any of them has a number all get one: each its own, unless
     * a field before it has that, too.
     */
    public static SchemaBuilder join(SchemaBuilder target, Map<String, Schema> fields) {
        Map<String, Schema> joined = new LinkedHashMap<>(fields);
        for (String parameter : PARAMETERS) {
            if (!numbers(fields.values().stream(), parameter).isEmpty()) {
                Set<String> taken = new HashSet<>();
                joined.replaceAll((name, field) -> apart(name, field, parameter, taken));
            }
        }
        joined.forEach(target::field);
        return target;
    }

    private static Schema apart(String name, Schema field, String parameter, Set<String> taken) {
        if (Union.is(field)) {
            SchemaBuilder union = SchemaCopy.of(field, SchemaBuilder.struct());
            field.fields()
                    .forEach(each -> union.field(each.name(), apart(each.name(), each.schema(), parameter, taken)));
            return union.build();
        }
        String number = number(field, parameter);
        if (number != null && taken.add(number)) {
            return field;
        }
        String free = free(name, taken);
        taken.add(free);
        return SchemaCopy.with(field, parameter, free);
    }

    private static String free(String name, Set<String> taken) {
        int number = FIRST + Math.floorMod(name.hashCode(), NUMBERS);
        while (taken.contains(String.valueOf(number))) {
            number++;
        }
        return String.valueOf(number);
    }

    private static Set<String> numbers(Stream<Schema> fields, String parameter) {
        return fields.flatMap(field -> Union.is(field) ? field.fields().stream().map(Field::schema) : Stream.of(field))
                .flatMap(field -> Stream.ofNullable(number(field, parameter)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static @Nullable String number(Schema field, String parameter) {
        return field.parameters() == null ? null : field.parameters().get(parameter);
    }
}
