package io.github.hfconnect.transform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which task a thread belongs to. Connect does not tell a transform whose it is, but names the threads of tasks.
 *
 * @param connector its name
 * @param task its number
 */
record TaskThread(String connector, String task) {

    private static final Pattern NAME = Pattern.compile("task-thread-(.+)-(\\d+)");

    static TaskThread current() {
        return named(Thread.currentThread().getName());
    }

    static TaskThread named(String thread) {
        Matcher name = NAME.matcher(thread);
        return name.matches() ? new TaskThread(name.group(1), name.group(2)) : new TaskThread("unnamed", "0");
    }
}
