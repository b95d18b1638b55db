package io.github.hfconnect.record.output;

import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two images of a row in the envelope of a change event, as Debezium makes it: what stands in one stands in the other as a rule. */
final class RowImages {

    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String OPERATION = "op";

    private RowImages() {}

    /** Where the same column stands in the other image, or null where the path leads through none. */
    static @Nullable FieldPath beside(FieldPath path) {
        int depth = depth(path);
        if (depth < 0) {
            return null;
        }
        List<String> steps = new ArrayList<>(path.steps());
        steps.set(depth, steps.get(depth).equals(AFTER) ? BEFORE : AFTER);
        return new FieldPath(steps);
    }

    /** Whether a path through an image is one of an envelope, and not only of fields that are called like its. */
    static boolean areIn(@Nullable Object record, FieldPath path) {
        return path.first(depth(path)).child(OPERATION).readIfThere(record) != null;
    }

    private static int depth(FieldPath path) {
        int before = path.steps().indexOf(BEFORE);
        int after = path.steps().indexOf(AFTER);
        return before < 0 || after < 0 ? Math.max(before, after) : Math.min(before, after);
    }
}
