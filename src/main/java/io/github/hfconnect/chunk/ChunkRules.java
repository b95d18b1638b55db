package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
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

    /** Refuses a text that makes too many pieces. */
    void requireFew(int pieces) {
        if (pieces > maxCount) {
            throw new InferenceException(Failure.of(
                    FailureKind.REJECTED,
                    "The text makes " + pieces + " pieces or more, and `chunk.max.count` is " + maxCount
                            + ". Raise it or `chunk.max.chars`, or shorten the text with `input.max.chars`"));
        }
    }
}
