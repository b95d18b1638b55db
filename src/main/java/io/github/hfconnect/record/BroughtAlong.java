package io.github.hfconnect.record;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the predictions that records bring along, so that nobody pays for them again.
 *
 * @param prediction where predictions stand
 * @param metadata where the note stands who made them, or null where there is none
 * @param ifPresent whether a record's own prediction will do, whatever its input
 * @param earlier the image whose prediction will do where the input is the same, or null for none
 */
public record BroughtAlong(
        FieldPath prediction,
        @Nullable FieldPath metadata,
        boolean ifPresent,
        @Nullable EarlierImage earlier) {

    /** For records that are always asked about. */
    public static BroughtAlong nothing() {
        return new BroughtAlong(FieldPath.WHOLE, null, false, null);
    }

    /**
     * As configured.
     *
     * @param unchangedFrom path of the earlier image, or null for none
     */
    public static BroughtAlong of(
            FieldPath prediction, @Nullable FieldPath metadata, boolean ifPresent, @Nullable FieldPath unchangedFrom) {
        EarlierImage earlier = unchangedFrom == null ? null : new EarlierImage(unchangedFrom, prediction);
        return new BroughtAlong(prediction, metadata, ifPresent, earlier);
    }

    /** The prediction that the record carries already, or null. */
    Outcome.@Nullable Carried present(Object root) {
        return ifPresent ? carried(root) : null;
    }

    /** The prediction of the earlier image, where its input is this one, or null. */
    Outcome.@Nullable Carried unchanged(Object root, Input input, InputReader reader) {
        return earlier == null
                ? null
                : earlier.views(root)
                        .filter(view -> reader.read(view) instanceof Reading.Ask ask
                                && ask.input().equals(input))
                        .flatMap(view -> Stream.ofNullable(carried(view)))
                        .findFirst()
                        .orElse(null);
    }

    private Outcome.@Nullable Carried carried(Object root) {
        Object value = plain(root, prediction);
        return value == null ? null : new Outcome.Carried(value, metadata == null ? null : plain(root, metadata));
    }

    private static @Nullable Object plain(Object root, FieldPath path) {
        return PlainValue.of(path.readIfThere(root));
    }
}
