package io.github.hfconnect.config.value;

import io.github.hfconnect.task.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for misspelt keys. Connect hands a plugin keys of its own too, so an unknown key is no fault; but one that is a letter or two
 * away from a known one, or from the beginning of a family's, was meant to be it, and has no effect. So was one that other products have.
 */
public final class UnknownKeys {

    private static final int MOST_CHANGES = 2;

    /** Connect's own families, whose members belong to other plugins. */
    private static final List<String> CONNECTS = List.of(
            "transforms.",
            "predicates.",
            "consumer.override.",
            "producer.override.",
            "admin.override.",
            "header.converter",
            "key.converter",
            "value.converter",
            "errors.");

    private UnknownKeys() {}

    /**
     * The misspelt keys, each with what is meant.
     *
     * @param families the beginnings of keys whose ends are the user's, such as {@code headers.}
     */
    public static Stream<KeyError> suspects(Set<String> known, Collection<String> families, Collection<String> set) {
        return set.stream()
                .filter(key -> !known.contains(key))
                .filter(key ->
                        Stream.concat(families.stream(), CONNECTS.stream()).noneMatch(key::startsWith))
                .sorted()
                .flatMap(key -> meant(known, families, key).map(meant -> suspect(key, meant)).stream());
    }

    private static Optional<String> meant(Set<String> known, Collection<String> families, String key) {
        return ForeignKeys.meant(known, families, key)
                .or(() -> nearest(key, known))
                .or(() -> families.stream()
                        .flatMap(family -> ofFamily(family, key).stream())
                        .findFirst());
    }

    /** The key with the family's beginning in place of its own, where they are near to each other. */
    private static Optional<String> ofFamily(String family, String key) {
        int levels = family.length() - family.replace(".", "").length();
        int end = 0;
        for (int i = 0; i < levels && end >= 0; i++) {
            end = key.indexOf('.', end) + 1 == 0 ? -1 : key.indexOf('.', end) + 1;
        }
        int rest = end;
        return rest <= 0
                ? Optional.empty()
                : nearest(key.substring(0, rest), Set.of(family)).map(found -> found + key.substring(rest));
    }

    /** Short names are near to each other by chance. */
    static Optional<String> nearest(String key, Collection<String> known) {
        return Spelling.nearest(key, known, Math.min(MOST_CHANGES, (key.length() + 1) / 3));
    }

    private static KeyError suspect(String key, String meant) {
        return new KeyError(key, "There is no such key, and it has no effect; " + meant + " is meant");
    }
}
