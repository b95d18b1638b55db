package io.github.hfconnect.config;

import io.github.hfconnect.task.Spelling;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for misspelt keys. Connect hands a plugin keys of its own too, so an unknown key is no error; but one that is a
 * letter or two away from a known one was most likely meant to be it.
 */
final class UnknownKeys {

    private static final Logger log = LoggerFactory.getLogger(UnknownKeys.class);

    private static final int MOST_CHANGES = 2;

    private UnknownKeys() {}

    static void warn(Set<String> known, Collection<String> set) {
        suspects(known, set).forEach(line -> log.warn("{}", line));
    }

    static Stream<String> suspects(Set<String> known, Collection<String> set) {
        return set.stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .map(key -> suspect(known, key))
                .flatMap(Optional::stream);
    }

    private static Optional<String> suspect(Set<String> known, String key) {
        // Short names are near to each other by chance.
        int changes = Math.min(MOST_CHANGES, (key.length() + 1) / 3);
        return Spelling.nearest(key, known, changes)
                .map(meant -> "The key " + key + " is unknown and has no effect; " + meant + " may be meant");
    }
}
