package io.github.hfconnect.task.catalog;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.hfconnect.task.Spelling;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.TextTasks;
import io.github.hfconnect.task.chat.ChatTasks;
import io.github.hfconnect.task.media.MediaTasks;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every known task by name. */
public final class Tasks {

    private static final Map<String, Task> BY_NAME = Stream.of(TextTasks.all(), ChatTasks.all(), MediaTasks.all())
            .flatMap(tasks -> tasks)
            .collect(toUnmodifiableMap(Task::name, identity()));

    private Tasks() {}

    /**
     * The task of this name.
     *
     * @throws IllegalArgumentException naming the task that is meant, where that can be told, and the known ones
     */
    public static Task named(String name) {
        Task known = BY_NAME.get(name);
        if (known == null) {
            String meant = TaskAliases.meant(name, BY_NAME.keySet())
                    .map(task -> "; " + task + " is meant; known are ")
                    .orElse("; known are ");
            throw new IllegalArgumentException("There is no task `" + name + "`" + meant
                    + String.join(", ", Spelling.nearestFirst(name, BY_NAME.keySet())));
        }
        return known;
    }

    /** The names of all tasks in alphabetical order. */
    public static List<String> names() {
        return BY_NAME.keySet().stream().sorted().toList();
    }
}
