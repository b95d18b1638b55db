package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.Shape.Scalar.BYTES;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.optional;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.answer.MediaAnswer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.task.Task;
import java.util.List;

/**
 * An image, a sound or a video made from something. The prediction holds the content itself, or the URL where a server
 * keeps it for a while.
 *
 * @param name of the task
 * @param input what it is made from
 * @param kinds of content that may come, to know what comes without a content type
 */
public record GeneratedMedia(String name, Slot input, MagicBytes.Kinds kinds) implements Task {

    private static final Shape SHAPE =
            fields("Media", optional("content", BYTES), optional("content_type", STRING), optional("url", STRING));

    static GeneratedMedia fromText(String name, MagicBytes.Kinds kinds) {
        return new GeneratedMedia(name, Slot.TEXT, kinds);
    }

    static GeneratedMedia fromImage(String name, MagicBytes.Kinds kinds) {
        return new GeneratedMedia(name, Slot.BINARY, kinds);
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public boolean isGenerative() {
        return true;
    }

    @Override
    public List<Slot> slots() {
        return List.of(input);
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        return List.of(new MediaAnswer(kinds).read(answer));
    }
}
