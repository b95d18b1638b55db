package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * The numbers for each input in an answer that is read as a stream: a list with a list for each, or {@code {"data": [{"index",
 * "data"}, ..]}}, as vLLM 0.20 answers at {@code /pooling} ({@code vllm/entrypoints/pooling/pooling/protocol.py}).
 *
 * @param expected what the numbers are
 */
public record EmbeddingAnswer(Expected expected) {

    private static final String DATA = "data";

    /** The numbers for each of as many inputs. */
    public List<Tensor> read(Answer answer, int inputs) {
        try (JsonParser parser = answer.parser()) {
            boolean wrapped = parser.nextToken() == JsonToken.START_OBJECT;
            List<Tensor> tensors = wrapped ? indexed(answer, parser, inputs) : list(parser, inputs);
            if (parser.nextToken() != null) {
                throw expected.butFound("something after its end");
            }
            return tensors;
        } catch (IOException e) {
            throw expected.butFound(Expected.NO_JSON);
        }
    }

    private List<Tensor> indexed(Answer answer, JsonParser parser, int inputs) throws IOException {
        List<Tensor> tensors = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(DATA)) {
                tensors = IndexedTensors.read(parser, inputs, DATA, VectorText.FLOATS, expected);
            } else {
                answer.skip(parser);
            }
        }
        if (tensors == null) {
            throw expected.butFound("an object without data");
        }
        return tensors;
    }

    private List<Tensor> list(JsonParser parser, int inputs) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw expected.butFound(Json.describe(parser.currentToken()) + " in place of a list");
        }
        List<Tensor> tensors = new TensorReader(parser, expected).list().parts();
        if (tensors.size() != inputs) {
            throw expected.butFound("a list of " + tensors.size() + " for " + inputs + " inputs");
        }
        return tensors;
    }
}
