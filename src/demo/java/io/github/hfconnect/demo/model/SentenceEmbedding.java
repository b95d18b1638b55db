package io.github.hfconnect.demo.model;

/** MiniLM as a model of its own: a mean-pooled vector a sequence, not normalised. */
record SentenceEmbedding(MiniLm miniLm) implements SequenceModel<float[]> {

    static final String ID = "sentence-transformers/all-MiniLM-L6-v2";

    @Override
    public Tokens tokens(Sequence sequence) {
        return miniLm.tokens(sequence);
    }

    @Override
    public Tokens truncatedTokens(Sequence sequence) {
        return miniLm.truncatedTokens(sequence);
    }

    @Override
    public float[] infer(Tokens tokens) {
        return miniLm.pooled(tokens);
    }
}
