package io.github.hfconnect.inference;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
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

    /**
     * What stands for the document's key and the piece's number where a store takes nothing but a UUID: the name-based one (RFC 9562,
     * version 3, without a namespace) of {@code key#number}, so that it is the piece's as long as both are.
     */
    public static UUID id(String document, int number) {
        return UUID.nameUUIDFromBytes((document + "#" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** The piece with what the model has answered. */
    public Part with(@Nullable Prediction answer) {
        return new Part(document, number, index, count, start, end, text, hash, answer);
    }

    /** The piece with another number in its key. */
    public Part numbered(int newNumber) {
        return new Part(document, newNumber, index, count, start, end, text, hash, prediction);
    }
}
