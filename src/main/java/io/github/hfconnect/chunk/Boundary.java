package io.github.hfconnect.chunk;

/** Where a text may be cut, the best first. Where none of them is near enough, it is cut between two graphemes. */
public enum Boundary {
    /** After a blank line. */
    PARAGRAPH,
    /** After a sentence, or a line. */
    SENTENCE,
    /** After a word and what follows it up to the next one. */
    WORD
}
