package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;

/** Takes as much as fits. */
record GreedyChunker(ChunkRules rules) implements Chunker {

    @Override
    public List<Piece> cut(String text) {
        int length = text.codePointCount(0, text.length());
        List<Piece> pieces = new ArrayList<>();
        for (int start = 0, at = 0; start < length || pieces.isEmpty(); ) {
            int end = Math.min(length, start + rules.maxChars());
            int next = text.offsetByCodePoints(at, end - start);
            pieces.add(new Piece(pieces.size(), start, end, text.substring(at, next)));
            requireFewer(pieces.size());
            start = end == length ? length : end - rules.overlap();
            at = text.offsetByCodePoints(next, start - end);
        }
        return pieces;
    }

    private void requireFewer(int pieces) {
        if (pieces > rules.maxCount()) {
            throw new InferenceException(Failure.of(
                    FailureKind.REJECTED,
                    "The text would be more than " + rules.maxCount()
                            + " pieces. Raise `chunk.max.chars` or `chunk.max.count`, or shorten it with `input.max.chars`"));
        }
    }
}
