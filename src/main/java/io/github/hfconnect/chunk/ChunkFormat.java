package io.github.hfconnect.chunk;

/** What the marks in a text mean. */
public enum ChunkFormat {
    /** Nothing. */
    TEXT,
    /** Markdown: headings stay with what they head, code blocks and tables stay whole where they fit. */
    MARKDOWN
}
