package io.github.hfconnect.record.input;

import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.path.Found;
import io.github.hfconnect.record.value.PlainText;
import io.github.hfconnect.record.value.PlainValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Where one of a task's inputs comes from.
 *
 * @param slot what is wanted
 * @param paths what the reader reads
 * @param reader takes the record's key or value; null stands for an empty input, a {@link DataException} for one that
 *     cannot be read
 */
public record SlotSource(Slot slot, List<FieldPath> paths, Function<Object, @Nullable Object> reader) {

    /**
     * Text for the slot of a task with one input.
     *
     * @param maxChars longer text is cut to as many code points; 0 for no limit
     */
    public static SlotSource text(TextSource source, int maxChars) {
        return text(Slot.TEXT, source, maxChars);
    }

    /**
     * What stands at a path, as the slot's kind wants it.
     *
     * @param maxChars as for {@link #text}, for each text of a list too
     */
    public static SlotSource at(Slot slot, FieldPath path, int maxChars) {
        return switch (slot.kind()) {
            case TEXT -> text(slot, TextSource.at(path), maxChars);
            case TEXTS -> of(slot, path, found -> texts(found, path, maxChars));
            case TABLE -> of(slot, path, found -> TextTable.of(found.value(), path));
            case MEDIA -> of(slot, path, found -> media(found.value(), path));
            case BINARY -> of(slot, path, found -> BinaryContent.of(found.value(), path));
            case JSON -> of(slot, path, found -> PlainValue.of(found.schema(), found.value()));
        };
    }

    private static SlotSource of(Slot slot, FieldPath path, Function<SchemaAndValue, @Nullable Object> form) {
        return new SlotSource(slot, List.of(path), root -> form.apply(path.find(root)));
    }

    /** The same for a slot of another name, or one that may be empty. */
    public static SlotSource text(Slot slot, TextSource source, int maxChars) {
        return new SlotSource(slot, source.paths(), root -> {
            String text = source.read(root);
            String kept = text == null ? null : cut(text, maxChars);
            return kept == null || kept.isBlank() ? null : kept;
        });
    }

    private static @Nullable List<String> texts(SchemaAndValue found, FieldPath path, int maxChars) {
        Object value = found.value();
        if (value != null && !(value instanceof List<?>)) {
            throw new DataException(path.place() + " is " + Found.describe(value) + ", but a list of texts is wanted");
        }
        Schema schema = found.schema() == null ? null : found.schema().valueSchema();
        List<String> texts = new ArrayList<>();
        for (Object element : value == null ? List.of() : (List<?>) value) {
            String text = PlainText.of(schema, element, path);
            if (text == null) {
                throw new DataException(path.place() + " has nothing at index " + texts.size() + " of its list");
            }
            texts.add(cut(text, maxChars));
        }
        return texts.isEmpty() ? null : texts;
    }

    private static @Nullable List<Object> media(@Nullable Object value, FieldPath path) {
        List<Object> media = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            Object content = BinaryContent.of(element, path);
            if (content != null) {
                media.add(content);
            }
        }
        return media.isEmpty() ? null : media;
    }

    private static String cut(String text, int maxChars) {
        boolean fits = maxChars == 0 || text.length() <= maxChars || text.codePointCount(0, text.length()) <= maxChars;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, maxChars));
    }
}
