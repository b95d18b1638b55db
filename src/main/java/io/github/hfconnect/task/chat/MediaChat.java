package io.github.hfconnect.task.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.schema.AnswerSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat about pictures, recordings or films: what is said beside them may be missing, where the system prompt says what
 * is wanted of all of them.
 *
 * @param media what is looked at or listened to
 * @param chat how the answer is read
 */
public record MediaChat(String name, Slot media, Chat chat) implements Chat {

    /** Pictures, and documents where the server takes them. */
    public static final String IMAGE = "image";

    public static final String AUDIO = "audio";
    public static final String VIDEO = "video";

    private static final Slot WORDS = new Slot(Input.MAIN, Slot.Kind.TEXT, false);

    static MediaChat about(String media) {
        return new MediaChat(media + "-text-to-text", Slot.required(media, Slot.Kind.MEDIA), new ChatCompletion());
    }

    @Override
    public @Nullable AnswerSchema schema() {
        return chat.schema();
    }

    @Override
    public MediaChat answering(AnswerSchema schema) {
        return new MediaChat(name, media, chat.answering(schema));
    }

    @Override
    public Shape shape() {
        return chat.shape();
    }

    @Override
    public List<Slot> slots() {
        return List.of(WORDS, media);
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        return chat.read(answer, inputs);
    }

    @Override
    public Object readResult(JsonNode result, Input input) {
        return chat.readResult(result, input);
    }
}
