package io.github.hfconnect.config.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with one key in the company of the others.
 *
 * @param key on which people should see it
 * @param message what is wrong and what to do; never holds a secret
 */
public record KeyError(String key, String message) {

    /** A key, alone or with its value. */
    private static final Pattern QUOTED = Pattern.compile("`([^`=]+)[^`]*`");

    /** The first key that a message quotes, so that people see it there. */
    public static String keyNamedIn(String message, String otherwise) {
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() ? quoted.group(1) : otherwise;
    }

    @Override
    public String toString() {
        return "Invalid configuration " + key + ": " + message;
    }
}
