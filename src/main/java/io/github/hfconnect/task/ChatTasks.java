package io.github.hfconnect.task;

import java.util.stream.Stream;

/** The tasks that are asked as a chat. */
final class ChatTasks {

    private ChatTasks() {}

    static Stream<Task> all() {
        return Stream.of(
                new ChatCompletion(),
                MediaChat.about(MediaChat.IMAGE),
                MediaChat.about(MediaChat.AUDIO),
                MediaChat.about(MediaChat.VIDEO));
    }
}
