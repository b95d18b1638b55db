package io.github.hfconnect.demo.model;

import org.jspecify.annotations.Nullable;

/** What a model judges at once: one text, or a text and its pair (TEI's word for either is sequence). */
record Sequence(String first, @Nullable String second) {

    static Sequence of(String text) {
        return new Sequence(text, null);
    }

    /** As TEI sees it: white space is not empty, and a pair is empty only if both halves are. */
    boolean isEmpty() {
        return first.isEmpty() && (second == null || second.isEmpty());
    }

    int characters() {
        return first.codePointCount(0, first.length())
                + (second == null ? 0 : second.codePointCount(0, second.length()));
    }
}
