package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Shape;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that a record gets, for formats that cannot spell each. */
public final class FieldNames {

    /** Of a field in Avro 1.12, "Names". */
    private static final Pattern AVRO = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private FieldNames() {}

    /** The first name that Avro cannot spell. */
    public static Optional<String> unspeltInAvro(List<OutputField> fields) {
        return fields.stream()
                .flatMap(field -> Stream.concat(field.path().steps().stream(), names(field.shape())))
                .filter(name -> !AVRO.matcher(name).matches())
                .findFirst();
    }

    private static Stream<String> names(Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            return names(list.element());
        }
        return shape instanceof Shape.Fields fields
                ? fields.fields().stream()
                        .flatMap(field -> Stream.concat(Stream.of(field.name()), names(field.shape())))
                : Stream.empty();
    }
}
