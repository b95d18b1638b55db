package io.github.hfconnect.chunk;

/** How the predictions of several pieces become one. */
public enum Pool {
    /** The mean, in which a longer piece counts for more. */
    MEAN,
    /** The highest score of each label: one piece is enough. */
    MAX
}
