package io.github.hfconnect.chunk;

/**
 * A part of a Markdown text between blank lines or other blocks.
 *
 * @param start where its first line begins
 * @param end where the line after its last one begins
 */
record MarkdownBlock(Kind kind, int start, int end) {

    enum Kind {
        /** {@code # Title}, or a line that is underlined. */
        HEADING,
        /** A fenced code block or a table. */
        WHOLE,
        /** A line of anything else. */
        LINE
    }

    int length() {
        return end - start;
    }
}
