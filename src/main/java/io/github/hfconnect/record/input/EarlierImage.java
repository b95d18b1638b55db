package io.github.hfconnect.record.input;

import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a record keeps what it was before a change, such as Debezium's {@code before}. It has either the shape of its
 * neighbour that takes the output ({@code before} and {@code after}), or that of the whole record.
 *
 * @param path of the earlier image
 * @param output path of the prediction in the record as it is now
 */
record EarlierImage(FieldPath path, FieldPath output) {

    /** The record as it was, in each shape that is possible, so that paths lead to the earlier values. */
    Stream<Object> views(Object root) {
        Object image = path.readIfThere(root);
        return image == null
                ? Stream.empty()
                : Stream.of(besideIt(image), image).filter(Objects::nonNull);
    }

    /** The image where the output's part of the record stands now; nothing else, so that nothing of now is taken for then. */
    private @Nullable Object besideIt(Object image) {
        int depth = path.steps().size();
        if (output.steps().size() <= depth) {
            return null;
        }
        List<String> steps = output.steps().subList(0, depth);
        Object view = image;
        for (int i = depth - 1; i >= 0; i--) {
            view = Map.of(steps.get(i), view);
        }
        return view;
    }
}
