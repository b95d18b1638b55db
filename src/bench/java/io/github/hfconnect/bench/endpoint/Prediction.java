package io.github.hfconnect.bench.endpoint;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Reads the texts of a request body in one pass over its bytes, and answers each: a text, a list of texts or of lists of texts,
 * under {@code inputs} as text-embeddings-inference has it or under {@code input} as OpenAI has it.
 */
final class Prediction {

    private static final int LONGEST_WORD = 24;

    private final byte[] body;
    private final AnswerForm form;
    private final LongConsumer hashes;
    private final AnswerBody answer = new AnswerBody();
    private int position;
    private int items;
    private long tokens;

    private Prediction(byte[] body, AnswerForm form, LongConsumer hashes) {
        this.body = body;
        this.form = form;
        this.hashes = hashes;
    }

    /**
     * Answers a request body.
     *
     * @param hashes is told a hash of each input
     * @throws IllegalArgumentException where there are no texts
     */
    static Prediction of(byte[] body, AnswerForm form, LongConsumer hashes) {
        Prediction prediction = new Prediction(body, form, hashes);
        prediction.read();
        return prediction;
    }

    int items() {
        return items;
    }

    /** By a made rule: two an input, and one for each started four bytes of text. */
    long tokens() {
        return tokens;
    }

    List<ByteBuffer> answer() {
        return answer.parts();
    }

    private void read() {
        skipPast("\"input");
        skipPast(":");
        form.begin(answer);
        int depth = 0;
        do {
            byte next = at();
            position++;
            depth += next == '[' ? 1 : next == ']' ? -1 : 0;
            if (next == '"') {
                answerText();
            }
        } while (depth > 0);
        if (items == 0) {
            throw noTexts();
        }
        form.end(answer, tokens);
    }

    /** At the first byte of a text; leaves behind its closing quote. */
    private void answerText() {
        int start = position;
        long hash = Fnv.OFFSET;
        int inFirstWord = 0;
        boolean firstWord = true;
        while (at() != '"') {
            byte next = body[position];
            firstWord &= next != ' ' && next != '\\' && inFirstWord < LONGEST_WORD;
            inFirstWord += firstWord ? 1 : 0;
            hash = Fnv.next(hash, next);
            position += next == '\\' ? 2 : 1;
        }
        tokens += 2 + (position - start + 3) / 4;
        position++;
        hashes.accept(hash);
        form.item(answer, items++, body, start, inFirstWord);
    }

    private void skipPast(String wanted) {
        for (int matched = 0; matched < wanted.length(); position++) {
            matched = at() == wanted.charAt(matched) ? matched + 1 : at() == wanted.charAt(0) ? 1 : 0;
        }
    }

    private byte at() {
        if (position >= body.length) {
            throw noTexts();
        }
        return body[position];
    }

    private static IllegalArgumentException noTexts() {
        return new IllegalArgumentException("no texts under \"inputs\" or \"input\"");
    }
}
