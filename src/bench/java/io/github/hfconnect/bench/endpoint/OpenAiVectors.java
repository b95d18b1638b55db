package io.github.hfconnect.bench.endpoint;

/** {@code /v1/embeddings} of OpenAI-style servers. */
record OpenAiVectors(VectorTable vectors) implements AnswerForm {

    @Override
    public void begin(AnswerBody body) {
        body.write("{\"object\":\"list\",\"data\":[");
    }

    @Override
    public void item(AnswerBody body, int number, byte[] word, int from, int length) {
        String head = (number > 0 ? "," : "") + "{\"object\":\"embedding\",\"index\":" + number + ",\"embedding\":";
        vectors.write(body.write(head), OwnComponent.of(word, from, length));
        body.write("}");
    }

    @Override
    public void end(AnswerBody body, long tokens) {
        body.write("],\"model\":\"scripted\",\"usage\":{\"prompt_tokens\":" + tokens + ",\"total_tokens\":" + tokens
                + "}}");
    }
}
