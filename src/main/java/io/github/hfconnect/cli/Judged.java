package io.github.hfconnect.cli;

/**
 * A labelled line that the model was asked about.
 *
 * @param score of the label that is looked for, usually from 0 to 1
 * @param positive whether the line is what the label says, as people have judged it
 * @param group of lines that it is counted with, such as a language; empty where all are counted together
 */
record Judged(double score, boolean positive, String group) {}
