package io.github.hfconnect.chunk;

import java.util.List;

/**
 * How a text is cut.
 *
 * @param maxChars most code points of a piece, overlap included
 * @param overlap code points of the piece before that a piece begins with, at most; less than half of {@code maxChars}
 * @param boundaries where to cut
 * @param format what the marks in a text mean
 * @param maxCount most pieces of a text
 */
public record ChunkRules(int maxChars, int overlap, List<Boundary> boundaries, ChunkFormat format, int maxCount) {

    public ChunkRules {
        boundaries = List.copyOf(boundaries);
    }
}
