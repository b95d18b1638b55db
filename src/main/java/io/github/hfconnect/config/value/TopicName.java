package io.github.hfconnect.config.value;

import java.util.regex.Pattern;

/**
 * The name of an output topic, which may depend on the input topic.
 *
 * @param template with {@link #PLACEHOLDER} for the input topic
 */
public record TopicName(String template) {

    public static final String PLACEHOLDER = "${topic}";

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /**
     * Parses a template.
     *
     * @throws IllegalArgumentException where it would not be a topic name
     */
    public static TopicName parse(String template) {
        TopicName name = new TopicName(template);
        String example = name.of("t");
        if (!LEGAL.matcher(example).matches() || example.equals(".") || example.equals("..")) {
            throw new IllegalArgumentException("A topic name has up to 249 of the characters a-z, A-Z, 0-9, dot,"
                    + " underscore and dash; only ${topic} stands for the input topic");
        }
        return name;
    }

    /** Refuses what is no topic's name, or depends on another's. */
    public static void requirePlain(String name) {
        if (name.contains(PLACEHOLDER)) {
            throw new IllegalArgumentException("It is one topic for all input topics, without " + PLACEHOLDER);
        }
        parse(name);
    }

    public String of(String inputTopic) {
        return template.replace(PLACEHOLDER, inputTopic);
    }
}
