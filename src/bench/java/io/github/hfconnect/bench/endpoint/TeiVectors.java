package io.github.hfconnect.bench.endpoint;

/** {@code /embed} of text-embeddings-inference. */
record TeiVectors(VectorTable vectors) implements AnswerForm {

    @Override
    public void begin(AnswerBody body) {
        body.write("[");
    }

    @Override
    public void item(AnswerBody body, int number, byte[] word, int from, int length) {
        vectors.write(body.write(number > 0 ? "," : ""), OwnComponent.of(word, from, length));
    }

    @Override
    public void end(AnswerBody body, long tokens) {
        body.write("]");
    }
}
