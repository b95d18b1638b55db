package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads nested lists of numbers straight into float arrays: an answer of many vectors is too large for a JSON tree. */
public final class TensorReader {

    /** {@code [inputs][1][tokens][width]} is the deepest known answer. */
    private static final int MAX_DEPTH = 4;

    private final JsonParser parser;
    private final Expected expected;

    /** Grows to the first vector's length, so that the others are read without growing. */
    private float[] buffer = new float[1024];

    public TensorReader(JsonParser parser, Expected expected) {
        this.parser = parser;
        this.expected = expected;
    }

    /** The list that the parser is at the start of. */
    public Tensor list() throws IOException {
        return list(1);
    }

    private Tensor list(int depth) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY && depth < MAX_DEPTH) {
            return parts(depth);
        }
        return vector(first);
    }

    private Tensor parts(int depth) throws IOException {
        List<Tensor> parts = new ArrayList<>();
        do {
            parts.add(alike(list(depth + 1), parts));
        } while (parser.nextToken() == JsonToken.START_ARRAY);
        if (!parser.hasToken(JsonToken.END_ARRAY)) {
            throw unexpected(parser.currentToken());
        }
        return new Tensor.Parts(parts);
    }

    private Tensor alike(Tensor part, List<Tensor> others) {
        if (!others.isEmpty() && others.get(0).depth() != part.depth()) {
            throw expected.butFound("lists of different depths");
        }
        if (!others.isEmpty() && others.get(0).width() != part.width()) {
            throw expected.butFound("vectors of different lengths");
        }
        return part;
    }

    private Tensor vector(@Nullable JsonToken first) throws IOException {
        int length = 0;
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * length);
            }
            buffer[length++] = number(token);
        }
        if (length == 0) {
            throw expected.butFound("an empty list");
        }
        return new Tensor.Vector(Arrays.copyOf(buffer, length));
    }

    private float number(@Nullable JsonToken token) throws IOException {
        if (token == null || !token.isNumeric()) {
            throw unexpected(token);
        }
        float number = parser.getFloatValue();
        if (!Float.isFinite(number)) {
            throw expected.butFound("a number too large for a float");
        }
        return number;
    }

    private RuntimeException unexpected(@Nullable JsonToken token) {
        return expected.butFound(Json.describe(token) + " in place of a number");
    }
}
