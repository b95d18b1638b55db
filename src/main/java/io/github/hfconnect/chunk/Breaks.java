package io.github.hfconnect.chunk;

import java.util.stream.IntStream;

/** The boundaries of one kind in a text, as offsets of UTF-16. */
@FunctionalInterface
interface Breaks {

    /** Those strictly inside a range, in their order. */
    IntStream in(String text, int from, int to);
}
