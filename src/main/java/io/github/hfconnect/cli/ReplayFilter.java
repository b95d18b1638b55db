package io.github.hfconnect.cli;

import io.github.hfconnect.inference.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant.
 *
 * @param kinds empty for all
 * @param key the record's key as UTF-8 text, or null for all
 * @param since not before, by the record's own time, or null
 * @param until before, by the record's own time, or null
 */
record ReplayFilter(
        Set<FailureKind> kinds,
        @Nullable String key,
        @Nullable Instant since,
        @Nullable Instant until) {

    boolean matches(DeadLetter letter) {
        return matchesKind(letter) && matchesRecord(letter);
    }

    /** Whether it asks for what a letter without headers cannot tell. */
    boolean cannotJudge(DeadLetter letter) {
        return !kinds.isEmpty() && !letter.hasContext() && matchesRecord(letter);
    }

    private boolean matchesKind(DeadLetter letter) {
        return kinds.isEmpty() || letter.kind().filter(kinds::contains).isPresent();
    }

    private boolean matchesRecord(DeadLetter letter) {
        return matchesKey(letter.record().key())
                && matchesTime(Instant.ofEpochMilli(letter.record().timestamp()));
    }

    private boolean matchesKey(byte @Nullable [] found) {
        return key == null || Arrays.equals(key.getBytes(StandardCharsets.UTF_8), found);
    }

    private boolean matchesTime(Instant time) {
        return (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
    }
}
