package io.github.hfconnect.task.chat;

import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.task.Task;
import org.jspecify.annotations.Nullable;

/** A task that an assistant does by what it says: it may be told how to behave, and what its answer must look like. */
public interface Chat extends Task {

    /** That the answer must follow, or null for words as they come. */
    @Nullable
    AnswerSchema schema();

    /** The same, answered by a schema. */
    Chat answering(AnswerSchema schema);

    /** Each answer may be another one. */
    @Override
    default boolean isGenerative() {
        return true;
    }
}
