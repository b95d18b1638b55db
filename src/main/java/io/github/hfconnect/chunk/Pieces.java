package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Input;
import java.util.ArrayList;
import java.util.List;

/** The pieces of an input, and what of them is asked: nothing where a piece is blank. */
record Pieces(Input input, List<Piece> all) {

    static Pieces of(Input input, Chunker chunker) {
        return new Pieces(input, chunker.cut(input.text()));
    }

    /** Those with something to ask about. */
    List<Piece> asked() {
        return all.stream().filter(piece -> !piece.isBlank()).toList();
    }

    /** An input for each of these, with the parameters of the whole. */
    List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        asked().forEach(piece -> inputs.add(input.withText(piece.text())));
        return inputs;
    }
}
