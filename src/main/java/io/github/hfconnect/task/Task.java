package io.github.hfconnect.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import java.util.List;
import java.util.Set;

/** What a model is asked to do: the shape of its predictions, and how they are read from an answer of any server. */
public interface Task {

    /** As Hugging Face spells it, such as {@code text-classification}. */
    String name();

    /** What a prediction of this task is made of. */
    Shape shape();

    /** The parameters without which no server can do it. */
    default Set<String> requiredParameters() {
        return Set.of();
    }

    /** Whether it makes something new each time, so that one answer does not do for an equal input. */
    default boolean isGenerative() {
        return false;
    }

    /**
     * Whether what is read for an input may depend on the others of its call, as where a server pads texts to equal lengths: then each
     * is asked alone, unless the server is seen to keep them apart.
     */
    default boolean dependsOnCompany() {
        return false;
    }

    /**
     * Whether an answer shows that each input was read as if it were alone. Only asked where the task {@link #dependsOnCompany()}.
     *
     * @param inputs what was asked in one call, of clearly different lengths
     * @throws io.github.hfconnect.inference.InferenceException where the answer is not one to these inputs
     */
    default boolean keepsApart(Answer answer, List<Input> inputs) {
        return false;
    }

    /** What is asked with: one slot named {@link Input#MAIN}, or several of other names. */
    default List<Slot> slots() {
        return List.of(Slot.TEXT);
    }

    /**
     * Reads a successful answer, in whichever of the known variants it comes.
     *
     * @param inputs what was asked, all in one call, with the parameters of the call
     * @return values of {@link #shape()}, one for each input and in their order
     * @throws io.github.hfconnect.inference.InferenceException where the answer is not that; which value belongs to
     *     which input is never guessed
     */
    List<Object> read(Answer answer, List<Input> inputs);

    /**
     * Reads the result for one input where it stands alone, as users may have described it: in any variant that
     * {@link #read} knows, and where the prediction is a text, as the text itself.
     */
    default Object readResult(JsonNode result, Input input) {
        return read(Answer.of(result), List.of(input)).get(0);
    }
}
