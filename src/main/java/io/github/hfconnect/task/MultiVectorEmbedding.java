package io.github.hfconnect.task;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.EmbeddingAnswer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Tensor;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.List;

/**
 * A vector for each token of a text, as ColBERT models compare them: {@code [inputs][tokens][width]} by
 * text-embeddings-inference 1.9.3 ({@code /embed_all}), {@code {"data": [{"index", "data": [tokens][width]}, ..]}} by vLLM 0.20
 * ({@code /pooling}).
 */
record MultiVectorEmbedding() implements Task {

    private static final Expected EXPECTED = new Expected("a vector for each token of each input");

    @Override
    public String name() {
        return "multi-vector-embedding";
    }

    @Override
    public Shape shape() {
        return Shape.listOf(Shape.Scalar.VECTOR);
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        return new EmbeddingAnswer(EXPECTED)
                .read(answer, inputs.size()).stream()
                        .<Object>map(MultiVectorEmbedding::vectors)
                        .toList();
    }

    private static List<float[]> vectors(Tensor tensor) {
        if (tensor.depth() != 2) {
            throw EXPECTED.butFound("numbers nested " + tensor.depth() + " deep for one input");
        }
        return tensor.parts().stream()
                .map(part -> ((Tensor.Vector) part).values())
                .toList();
    }
}
