package io.github.hfconnect.record.input;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Revisions;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.value.PlainValue;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the predictions that records bring along, so that nobody pays for them again. What two models say is not mixed: a prediction
 * that is known to be of another model, or of another commit of it, is made anew.
 *
 * @param prediction where predictions stand
 * @param metadata where the note stands who made them, or null where there is none
 * @param ifPresent whether a record's own prediction will do, whatever its input
 * @param earlier the image whose prediction will do where the input is the same, or null for none
 * @param model that is asked, or null where it has no name
 * @param revisions of it that answer now
 */
public record BroughtAlong(
        FieldPath prediction,
        @Nullable FieldPath metadata,
        IfPresent ifPresent,
        @Nullable EarlierImage earlier,
        @Nullable String model,
        Revisions revisions,
        BroughtAlongListener listener) {

    private static final String MODEL = "model";
    private static final String REVISION = "revision";

    /** For records that are always asked about. */
    public static BroughtAlong nothing() {
        return new BroughtAlong(
                FieldPath.WHOLE, null, IfPresent.FALSE, null, null, Revisions.UNTOLD, BroughtAlongListener.NONE);
    }

    /**
     * As configured.
     *
     * @param unchangedFrom path of the earlier image, or null for none
     * @param model that is asked, or null where it has no name
     */
    public static BroughtAlong of(
            FieldPath prediction,
            @Nullable FieldPath metadata,
            IfPresent ifPresent,
            @Nullable FieldPath unchangedFrom,
            @Nullable String model) {
        EarlierImage earlier = unchangedFrom == null ? null : new EarlierImage(unchangedFrom, prediction);
        return new BroughtAlong(
                prediction, metadata, ifPresent, earlier, model, Revisions.UNTOLD, BroughtAlongListener.NONE);
    }

    /** The same where it is known what answers now, observed. */
    public BroughtAlong with(Revisions served, BroughtAlongListener other) {
        return new BroughtAlong(prediction, metadata, ifPresent, earlier, model, served, other);
    }

    /** The prediction that the record carries already, or null. */
    public Outcome.@Nullable Carried present(Object root) {
        return ifPresent == IfPresent.FALSE ? null : carried(root, ifPresent);
    }

    /** The prediction of the earlier image, where its input is this one, or null. */
    public Outcome.@Nullable Carried unchanged(Object root, Input input, InputReader reader) {
        return earlier == null
                ? null
                : earlier.views(root)
                        .filter(view -> reader.read(view) instanceof Reading.Ask ask
                                && ask.input().equals(input))
                        .flatMap(view -> Stream.ofNullable(carried(view, IfPresent.FALSE)))
                        .findFirst()
                        .orElse(null);
    }

    private Outcome.@Nullable Carried carried(Object root, IfPresent rule) {
        Object value = plain(root, prediction);
        if (value == null) {
            return null;
        }
        Object note = metadata == null ? null : plain(root, metadata);
        return isUsable(textIn(note, MODEL), textIn(note, REVISION), rule) ? new Outcome.Carried(value, note) : null;
    }

    private static @Nullable String textIn(@Nullable Object note, String field) {
        return note instanceof Map<?, ?> fields && fields.get(field) instanceof String text ? text : null;
    }

    private boolean isUsable(@Nullable String theirs, @Nullable String revision, IfPresent rule) {
        if (rule == IfPresent.TRUE) {
            return true;
        }
        String named = theirs == null ? "unknown" : theirs;
        if (!isSameModel(theirs, rule)) {
            listener.ofAnotherModel(named);
            return false;
        }
        if (revisions.lack(revision)) {
            listener.ofAnotherModel(named + " at " + revision);
            return false;
        }
        return true;
    }

    private boolean isSameModel(@Nullable String theirs, IfPresent rule) {
        return model == null || model.equals(theirs) || (theirs == null && rule != IfPresent.SAME_MODEL);
    }

    private static @Nullable Object plain(Object root, FieldPath path) {
        return PlainValue.of(path.readIfThere(root));
    }
}
