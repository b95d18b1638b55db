package io.github.hfconnect.task.chat;

import io.github.hfconnect.task.Task;
import java.util.stream.Stream;

/** The tasks that are asked as a chat. */
public final class ChatTasks {

    private ChatTasks() {}

    /** One of each. */
    public static Stream<Task> all() {
        return Stream.of(
                new ChatCompletion(),
                MediaChat.about(MediaChat.IMAGE),
                MediaChat.about(MediaChat.AUDIO),
                MediaChat.about(MediaChat.VIDEO));
    }
}
