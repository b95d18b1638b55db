package io.github.hfconnect.inference;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which commits of the model's repository answer now, as far as servers tell it: none where nobody does, several where endpoints
 * differ, as while a new one is rolled out.
 */
@FunctionalInterface
public interface Revisions {

    /** Nobody tells. */
    Revisions UNTOLD = Set::of;

    /** Those that answer now. */
    Set<String> served();

    /** Whether what is of this revision is known to be of another than answers now. */
    default boolean lack(@Nullable String revision) {
        if (revision == null) {
            return false;
        }
        Set<String> now = served();
        return !now.isEmpty() && !now.contains(revision);
    }
}
