package io.github.hfconnect.config;

import io.github.hfconnect.record.output.Redaction;
import io.github.hfconnect.record.path.FieldMatch;
import org.jspecify.annotations.Nullable;

/**
 * Sends records whose prediction matches to a topic of their own.
 *
 * @param name as configured
 * @param when which records it is for, or null for all
 * @param label whose score decides
 * @param minScore the least score that matches
 * @param maxScore the greatest score that matches
 * @param topic may hold {@code ${topic}} for the input topic; empty to leave the record out
 * @param redaction what is hidden of the record there, or null
 */
public record Route(
        String name,
        @Nullable FieldMatch when,
        String label,
        double minScore,
        double maxScore,
        String topic,
        @Nullable Redaction redaction) {

    /** Whether it is for a record of this value. */
    public boolean isFor(@Nullable Object value) {
        return when == null || when.matches(value);
    }

    /** Whether a score of the label matches. */
    public boolean admits(double score) {
        return minScore <= score && score <= maxScore;
    }
}
