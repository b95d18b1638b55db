package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vectors in {@code {"data": [{"index": 0, "embedding": ..}, ..]}}, each a list of numbers or the Base64 text of
 * little-endian float32, in the order of {@code index}, which need not be the order of the answer.
 */
public final class IndexedVectors {

    private static final Expected EXPECTED = new Expected("one embedding with an index for each input");

    private final JsonParser parser;
    private final Function<Tensor, float[]> pooled;
    private final List<Optional<float[]>> vectors;

    private IndexedVectors(JsonParser parser, int count, Function<Tensor, float[]> pooled) {
        this.parser = parser;
        this.pooled = pooled;
        this.vectors = new ArrayList<>(Collections.nCopies(count, Optional.empty()));
    }

    /**
     * Reads the list that the parser stands at.
     *
     * @param count of the inputs
     * @param pooled makes the vector of a text of what is answered for it, which may hold one for each token
     */
    public static List<Object> read(JsonParser parser, int count, Function<Tensor, float[]> pooled) throws IOException {
        IndexedVectors vectors = new IndexedVectors(parser, count, pooled);
        vectors.readData();
        return vectors.inOrder();
    }

    private void readData() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw unexpected("an object");
            }
            readElement();
        }
    }

    private void readElement() throws IOException {
        int index = vectors.size() == 1 ? 0 : -1;
        float[] vector = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("index") && parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                index = parser.getIntValue();
            } else if (name.equals("embedding")) {
                vector = vector();
            } else {
                parser.skipChildren();
            }
        }
        put(index, vector);
    }

    private float[] vector() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return decoded(parser.getText());
        }
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw unexpected("an embedding");
        }
        return pooled.apply(new TensorReader(parser, EXPECTED).list());
    }

    private static float[] decoded(String base64) {
        byte[] bytes = bytes(base64);
        if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
            throw EXPECTED.butFound(bytes.length + " bytes in place of floats");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw EXPECTED.butFound("a component that is no number");
            }
        }
        return vector;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw EXPECTED.butFound("a text that is not Base64");
        }
    }

    private void put(int index, float @Nullable [] vector) {
        if (vector == null
                || index < 0
                || index >= vectors.size()
                || vectors.get(index).isPresent()) {
            throw EXPECTED.butFound("an element without an embedding, or without an index of its own");
        }
        vectors.set(index, Optional.of(vector));
    }

    private List<Object> inOrder() {
        List<Object> found = vectors.stream().<Object>flatMap(Optional::stream).toList();
        if (found.size() != vectors.size()) {
            throw EXPECTED.butFound(found.size() + " embeddings for " + vectors.size() + " inputs");
        }
        if (found.stream().map(vector -> ((float[]) vector).length).distinct().count() > 1) {
            throw EXPECTED.butFound("embeddings of different lengths");
        }
        return found;
    }

    private RuntimeException unexpected(String wanted) {
        return EXPECTED.butFound(Json.describe(parser.currentToken()) + " in place of " + wanted);
    }
}
