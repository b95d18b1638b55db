package io.github.hfconnect.state;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One task among those that a connector had at a time. The number of tasks is part of it, so that what was used by other tasks, before
 * the number was changed, stays known beside what these use.
 *
 * @param connector its name
 * @param tasks how many it had
 * @param index of this one, from 0
 */
public record TaskOf(String connector, int tasks, int index) {

    private static final Pattern KEY = Pattern.compile("budget:(\\d{1,9}):(\\d{1,9}):(.*)", Pattern.DOTALL);

    /** The key of a record. */
    String key() {
        return "budget:" + tasks + ":" + index + ":" + connector;
    }

    /** The task that a record is about, or empty where it is about something else. */
    static Optional<TaskOf> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches()
                ? Optional.of(new TaskOf(
                        matcher.group(3), Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether the other was a task of this connector when it had another number of them. */
    boolean isOfOtherNumber(TaskOf other) {
        return connector.equals(other.connector) && tasks != other.tasks;
    }

    /** This task's part of something that is divided among all of them, without a rest. */
    long share(long whole) {
        return whole / tasks + (index < whole % tasks ? 1 : 0);
    }
}
