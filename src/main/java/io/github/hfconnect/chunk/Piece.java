package io.github.hfconnect.chunk;

/**
 * A part of a text.
 *
 * @param index among the pieces of its text, from 0
 * @param start first code point in the text; with an overlap it lies before the end of the piece before
 * @param end code point after the last one
 * @param text of the piece: what stands between start and end, unchanged
 */
public record Piece(int index, int start, int end, String text) {

    /** How many code points it has. */
    public int length() {
        return end - start;
    }

    /** Whether there is nothing to ask a model about. */
    public boolean isBlank() {
        return text.isBlank();
    }
}
