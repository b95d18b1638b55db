package io.github.hfconnect.inference;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a document, and what the model has answered about it.
 *
 * @param document the document's key as text
 * @param number in its record's key, which stays the piece's as long as it is unchanged
 * @param index among the document's pieces, from 0
 * @param count how many pieces the document has
 * @param start first code point in the document's text
 * @param end code point after the last one
 * @param text of the piece
 * @param hash tells whether two pieces are the same: of the text and of whatever else of the document its record holds
 * @param prediction null where nobody was asked, because the piece is known to be what it was
 */
public record Part(
        String document,
        int number,
        int index,
        int count,
        int start,
        int end,
        String text,
        long hash,
        @Nullable Prediction prediction)
        implements Outcome {

    /** The piece with what the model has answered. */
    public Part with(@Nullable Prediction answer) {
        return new Part(document, number, index, count, start, end, text, hash, answer);
    }

    /** The piece with another number in its key. */
    public Part numbered(int newNumber) {
        return new Part(document, newNumber, index, count, start, end, text, hash, prediction);
    }
}
