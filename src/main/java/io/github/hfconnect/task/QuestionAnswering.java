package io.github.hfconnect.task;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import java.util.List;

/**
 * The answer to a question.
 *
 * @param name of the task
 * @param context where the answer is to be found: a text or an image
 */
record QuestionAnswering(String name, Slot context) implements Task {

    private static final Slot QUESTION = Slot.required("question", Slot.Kind.TEXT);

    static QuestionAnswering inText() {
        return new QuestionAnswering("question-answering", Slot.required("context", Slot.Kind.TEXT));
    }

    static QuestionAnswering inImage(String name) {
        return new QuestionAnswering(name, Slot.required("image", Slot.Kind.BINARY));
    }

    @Override
    public Shape shape() {
        return Answers.SHAPE;
    }

    @Override
    public List<Slot> slots() {
        return List.of(QUESTION, context);
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        return Answers.read(answer);
    }
}
