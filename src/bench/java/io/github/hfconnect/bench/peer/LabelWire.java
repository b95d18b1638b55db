package io.github.hfconnect.bench.peer;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /predict} of text-embeddings-inference. The answer is taken and not parsed. */
public final class LabelWire implements Wire {

    /** It keeps nothing, so that one is enough. */
    public static final Wire PREDICT = new LabelWire();

    @Override
    public String path() {
        return "/predict";
    }

    @Override
    public byte[] body(Stream<String> texts) {
        return texts.collect(Collectors.joining("\"],[\"", "{\"inputs\":[[\"", "\"]],\"truncate\":true}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read(byte[] answer, int inputs) {
        return answer.length > 0 ? inputs : 0;
    }
}
