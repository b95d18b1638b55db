package io.github.hfconnect.bench.endpoint;

/** What the answers at one route look like. */
interface AnswerForm {

    void begin(AnswerBody body);

    /**
     * Answers one text.
     *
     * @param number of the text in its call, from 0
     * @param word holds its first word
     */
    void item(AnswerBody body, int number, byte[] word, int from, int length);

    /** Ends the answer to a call of so many tokens. */
    void end(AnswerBody body, long tokens);
}
