package io.github.hfconnect.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connect's own {@code errors.*} settings, for dead letters that Connect cannot write because they belong into a transaction.
 *
 * @param tolerant whether a failed record may be passed over
 * @param topic of the dead letters, or null where there is none
 * @param headers whether dead letters tell where they come from and why
 * @param log whether each failure is logged
 * @param logMessages whether the log names the record's topic, partition and offset
 */
public record ErrorSettings(
        boolean tolerant, @Nullable String topic, boolean headers, boolean log, boolean logMessages) {

    static final String TOPIC = "errors.deadletterqueue.topic.name";

    /** As a connector's configuration has them, with Connect's defaults. */
    static ErrorSettings of(Map<String, ?> props) {
        String topic = text(props, TOPIC);
        return new ErrorSettings(
                text(props, "errors.tolerance").equalsIgnoreCase("all"),
                topic.isEmpty() ? null : topic,
                is(props, "errors.deadletterqueue.context.headers.enable"),
                is(props, "errors.log.enable"),
                is(props, "errors.log.include.messages"));
    }

    private static boolean is(Map<String, ?> props, String key) {
        return Boolean.parseBoolean(text(props, key));
    }

    private static String text(Map<String, ?> props, String key) {
        @Nullable Object value = props.get(key);
        return value == null ? "" : value.toString().strip();
    }
}
