package io.github.hfconnect.answer;

import java.util.List;

/** Numbers in nested lists, as servers answer embeddings. */
public sealed interface Tensor {

    /** How deep the lists are nested: 1 for a vector. */
    int depth();

    /** The length of every vector in it. */
    int width();

    /** The innermost list. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never changed and never compared.
    record Vector(float[] values) implements Tensor {
        @Override
        public int depth() {
            return 1;
        }

        @Override
        public int width() {
            return values.length;
        }
    }

    /** A list of at least one part, all parts of equal depth and width. */
    record Parts(List<Tensor> parts) implements Tensor {
        @Override
        public int depth() {
            return parts.get(0).depth() + 1;
        }

        @Override
        public int width() {
            return parts.get(0).width();
        }
    }

    /** The parts of a list; none of a vector. */
    default List<Tensor> parts() {
        return List.of();
    }
}
