package io.github.hfconnect.bench.endpoint;

import java.nio.charset.StandardCharsets;

/** {@code /predict} of text-embeddings-inference: a text's label is its first word. */
final class Labels implements AnswerForm {

    private static final byte[] BEFORE_LABEL = ascii("[{\"label\":\"");
    private static final byte[] AFTER_LABEL = ascii("\",\"score\":0.9375},{\"label\":\"other\",\"score\":0.0625}]");

    @Override
    public void begin(AnswerBody body) {
        body.write("[");
    }

    @Override
    public void item(AnswerBody body, int number, byte[] word, int from, int length) {
        body.write(number > 0 ? "," : "")
                .write(BEFORE_LABEL)
                .write(word, from, length)
                .write(AFTER_LABEL);
    }

    @Override
    public void end(AnswerBody body, long tokens) {
        body.write("]");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
