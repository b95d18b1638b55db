package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;

/** As which inputs a record is asked, and what its prediction is made of then. Safe for use by several threads. */
public interface Chunking {

    /** Every record is one input. */
    Chunking NONE = new Chunking() {
        @Override
        public Parts parts(Input input) {
            return Parts.undivided(input);
        }

        @Override
        public Shape shape(Shape ofPiece) {
            return ofPiece;
        }
    };

    /**
     * The inputs that a record's input is asked as.
     *
     * @throws io.github.hfconnect.inference.InferenceException {@code REJECTED}, where they would be too many
     */
    Parts parts(Input input);

    /** The shape of a record's prediction, given that of a piece. */
    Shape shape(Shape ofPiece);
}
