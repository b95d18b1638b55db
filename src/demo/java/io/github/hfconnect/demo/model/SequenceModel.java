package io.github.hfconnect.demo.model;

/**
 * A model that judges one sequence at a time; any number of threads may use it.
 *
 * @param <T> what it says of a sequence
 */
interface SequenceModel<T> {

    /** All tokens of a sequence, be they more than the model takes. */
    Tokens tokens(Sequence sequence);

    /** The tokens of a sequence, cut to what the model takes. */
    Tokens truncatedTokens(Sequence sequence);

    T infer(Tokens tokens);
}
