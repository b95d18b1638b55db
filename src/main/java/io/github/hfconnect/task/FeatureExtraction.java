package io.github.hfconnect.task;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.IndexedVectors;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.answer.Tensor;
import io.github.hfconnect.answer.TensorReader;
import io.github.hfconnect.answer.VectorText;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A vector for a text. Pooled answers are {@code [inputs][width]}, for one input also {@code [width]}, each also as
 * {@code {"embeddings": ..}}; OpenAI-style servers answer {@link IndexedVectors}. Unpooled ones hold a vector for each token: {@code [inputs][tokens][width]} or
 * {@code [inputs][1][tokens][width]}, and OpenAI-style ones
 * (llama.cpp without pooling) {@code [tokens][width]} in each element.
 *
 * @param pooling what is done with unpooled answers
 * @param signsAreEnough whether of each number of a vector only the sign is kept, so that a server need not say more
 */
public record FeatureExtraction(Pooling pooling, boolean signsAreEnough) implements Task {

    private static final Expected EXPECTED = new Expected("one vector for each input");

    /** The parameter of OpenAI-style servers that says what a vector is written as. */
    private static final String FORMAT = "encoding_format";

    /** In place of a number of rows. */
    private static final String POOLED = "pooled";

    /** Takes pooled answers only. */
    FeatureExtraction() {
        this(Pooling.NONE);
    }

    /** Whose vectors are wanted as they are. */
    public FeatureExtraction(Pooling pooling) {
        this(pooling, false);
    }

    @Override
    public String name() {
        return "feature-extraction";
    }

    @Override
    public Shape shape() {
        return Shape.Scalar.VECTOR;
    }

    /**
     * Who pads texts to the longest of their call, as transformers.js 4.3.2 does, answers rows of padding that none can tell from
     * tokens.
     */
    @Override
    public boolean dependsOnCompany() {
        return pooling == Pooling.MEAN;
    }

    /** Who pads answers as many rows for a short text as for a long one; who pools by itself knows which of them are padding. */
    @Override
    public boolean keepsApart(Answer answer, List<Input> inputs) {
        Set<Object> rows = new HashSet<>(read(answer, inputs, FeatureExtraction::rows));
        return rows.size() > 1 || rows.contains(POOLED);
    }

    private static Object rows(Tensor part) {
        return part instanceof Tensor.Vector ? POOLED : tokens(part).size();
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        return read(answer, inputs, this::vector);
    }

    /**
     * Reads what is answered for each input.
     *
     * @param reading of one input's part
     */
    private static List<Object> read(Answer answer, List<Input> inputs, Function<Tensor, Object> reading) {
        try (JsonParser parser = answer.parser()) {
            boolean wrapped = parser.nextToken() == JsonToken.START_OBJECT;
            List<Object> parts =
                    wrapped ? inObject(answer, parser, inputs, reading) : inList(parser, inputs.size(), reading);
            if (parser.nextToken() != null) {
                throw EXPECTED.butFound("something after its end");
            }
            return parts;
        } catch (IOException e) {
            throw EXPECTED.butFound(Expected.NO_JSON);
        }
    }

    private static List<Object> inObject(
            Answer answer, JsonParser parser, List<Input> inputs, Function<Tensor, Object> reading) throws IOException {
        VectorText text = VectorText.asked(inputs.get(0).parameters().get(FORMAT));
        List<Object> vectors = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
            if (name.equals("embeddings")) {
                vectors = inList(parser, inputs.size(), reading);
            } else if (name.equals("data") && isList) {
                vectors = IndexedVectors.read(parser, inputs.size(), text, reading);
            } else {
                answer.skip(parser);
            }
        }
        if (vectors == null) {
            throw EXPECTED.butFound("an object without embeddings or data");
        }
        return vectors;
    }

    private static List<Object> inList(JsonParser parser, int inputs, Function<Tensor, Object> reading)
            throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw EXPECTED.butFound(Json.describe(parser.currentToken()) + " in place of a list");
        }
        Tensor tensor = new TensorReader(parser, EXPECTED).list();
        if (tensor instanceof Tensor.Vector vector && inputs == 1) {
            return List.of(reading.apply(vector));
        }
        List<Tensor> parts = tensor.parts();
        if (parts.size() != inputs) {
            throw EXPECTED.butFound(describe(tensor) + " for " + inputs + " inputs");
        }
        return parts.stream().map(reading).toList();
    }

    private float[] vector(Tensor part) {
        if (part instanceof Tensor.Vector pooled) {
            return pooled.values();
        }
        if (pooling == Pooling.NONE) {
            throw new InferenceException(Failure.of(
                    FailureKind.MISCONFIGURED,
                    "The model answers a vector for each token instead of one for each text; set `output.pooling=mean`"
                            + " to take their mean, or a `model` that pools"));
        }
        return Pooling.mean(tokens(part));
    }

    private static List<float[]> tokens(Tensor part) {
        Tensor rows =
                part.depth() == 3 && part.parts().size() == 1 ? part.parts().get(0) : part;
        if (rows.depth() != 2) {
            throw EXPECTED.butFound(describe(part) + " for one input");
        }
        return rows.parts().stream().map(row -> ((Tensor.Vector) row).values()).toList();
    }

    private static String describe(Tensor tensor) {
        return tensor instanceof Tensor.Vector
                ? "a single vector"
                : "a list of " + tensor.parts().size() + " (nested " + tensor.depth() + " deep)";
    }
}
