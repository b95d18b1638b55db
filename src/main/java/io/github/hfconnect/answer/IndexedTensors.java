package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers in a list of objects that say which input they belong to, {@code [{"index": 0, "embedding": ..}, ..]}: each nested
 * lists, or a text of them. They come in the order of {@code index}, which need not be the
 * order of the answer. Gemini leaves out the index where it is 0, as {@link IndexedElements} says.
 */
public final class IndexedTensors {

    /** Of an element whose index is there, but no number: it has no place. */
    private static final int NO_PLACE = -1;

    private final JsonParser parser;
    private final String field;
    private final VectorText text;
    private final Expected expected;
    private final TensorReader numbers;
    private final List<Optional<Tensor>> tensors;
    private @Nullable Tensor withoutIndex;

    private IndexedTensors(JsonParser parser, int count, String field, VectorText text, Expected expected) {
        this.parser = parser;
        this.field = field;
        this.text = text;
        this.expected = expected;
        this.numbers = new TensorReader(parser, expected);
        this.tensors = new ArrayList<>(Collections.nCopies(count, Optional.empty()));
    }

    /**
     * Reads the list that the parser stands at.
     *
     * @param count of the inputs
     * @param field that holds the numbers
     * @param text what it holds where it is one
     */
    public static List<Tensor> read(JsonParser parser, int count, String field, VectorText text, Expected expected)
            throws IOException {
        IndexedTensors tensors = new IndexedTensors(parser, count, field, text, expected);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                throw tensors.unexpected("an object");
            }
            tensors.readElement();
        }
        return tensors.inOrder();
    }

    private void readElement() throws IOException {
        Integer index = tensors.size() == 1 ? 0 : null;
        Tensor tensor = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("index") && parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                index = parser.getIntValue();
            } else if (name.equals("index") && index == null) {
                index = NO_PLACE;
                parser.skipChildren();
            } else if (name.equals(field)) {
                tensor = tensor();
            } else {
                parser.skipChildren();
            }
        }
        put(index, tensor);
    }

    private Tensor tensor() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return new Tensor.Vector(text.of(parser, expected));
        }
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw unexpected("an embedding");
        }
        return numbers.list();
    }

    private void put(@Nullable Integer index, @Nullable Tensor tensor) {
        if (index == null && withoutIndex == null && tensor != null) {
            withoutIndex = tensor;
            return;
        }
        if (tensor == null
                || index == null
                || index < 0
                || index >= tensors.size()
                || tensors.get(index).isPresent()) {
            throw expected.butFound("an element without an embedding, or without an index of its own");
        }
        tensors.set(index, Optional.of(tensor));
    }

    private List<Tensor> inOrder() {
        if (withoutIndex != null) {
            put(0, withoutIndex);
        }
        List<Tensor> found = tensors.stream().flatMap(Optional::stream).toList();
        if (found.size() != tensors.size()) {
            throw expected.butFound(found.size() + " embeddings for " + tensors.size() + " inputs");
        }
        if (found.stream().map(Tensor::width).distinct().count() > 1) {
            throw expected.butFound("embeddings of different lengths");
        }
        return found;
    }

    private RuntimeException unexpected(String wanted) {
        return expected.butFound(Json.describe(parser.currentToken()) + " in place of " + wanted);
    }
}
