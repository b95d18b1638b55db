package io.github.hfconnect.record;

import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells a change event whose row is gone, so that no row is made of it to hold a prediction. In the envelope of Debezium's
 * connectors {@code op} is {@code d} for a delete and {@code t} for a truncate, and the image {@code after} is null (seen
 * with Debezium 3.6.1 and PostgreSQL 15). Where {@code ExtractNewRecordState} has made a row of the event, with
 * {@code delete.tombstone.handling.mode=rewrite} or {@code rewrite-with-tombstone}, a deleted row stands there as it was before,
 * and {@code __deleted} says so: as a text, or as a boolean by the one for MongoDB (Debezium 3.6).
 */
public final class MissingRow {

    private static final String OPERATION = "op";
    private static final Set<String> WITHOUT_ROW = Set.of("d", "t");
    private static final FieldPath REWRITTEN = FieldPath.parse("__deleted");
    private static final Set<Object> YES = Set.of("true", true);

    /** A part of an event, and what of the event says why it may be null. */
    private record Image(FieldPath path, FieldPath operation) {

        static Stream<Image> on(FieldPath output) {
            return IntStream.range(1, output.steps().size())
                    .mapToObj(depth -> new Image(
                            output.first(depth), output.first(depth - 1).child(OPERATION)));
        }

        boolean isGone(Object root) {
            return operation.readIfThere(root) instanceof String code
                    && WITHOUT_ROW.contains(code)
                    && path.readIfThere(root) == null;
        }
    }

    private final List<Image> images;

    private MissingRow(Stream<FieldPath> paths) {
        images = paths.flatMap(Image::on).distinct().toList();
    }

    /** Of the images that the output leads through. */
    static MissingRow of(List<OutputField> fields) {
        return new MissingRow(fields.stream().map(OutputField::path));
    }

    /** Of the images that the input is read from. */
    public static MissingRow of(InputReader reader) {
        return new MissingRow(reader.sources().stream().flatMap(source -> source.paths().stream()));
    }

    /** Whether such an image is null because its row is gone, or the whole is a row that is marked as gone. */
    public boolean isIn(Object root) {
        return isRewritten(root) || (!images.isEmpty() && images.stream().anyMatch(image -> image.isGone(root)));
    }

    private static boolean isRewritten(Object root) {
        Object mark = REWRITTEN.readIfThere(root);
        return mark != null && YES.contains(mark);
    }
}
