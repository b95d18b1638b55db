package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The vectors in {@code {"data": [{"index": 0, "embedding": ..}, ..]}}: one for each input, all of one length. */
public final class IndexedVectors {

    private static final Expected EXPECTED = new Expected("one embedding with an index for each input");

    private IndexedVectors() {}

    /**
     * Reads the list that the parser stands at.
     *
     * @param count of the inputs
     * @param text what a vector holds that is one
     * @param reading of what is answered for one text, which may hold a vector for each token
     */
    public static List<Object> read(JsonParser parser, int count, VectorText text, Function<Tensor, Object> reading)
            throws IOException {
        return IndexedTensors.read(parser, count, "embedding", text, EXPECTED).stream()
                .map(reading)
                .toList();
    }
}
