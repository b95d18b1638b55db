package io.github.hfconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.keys.Choice;
import io.github.hfconnect.config.keys.KeyError;
import io.github.hfconnect.config.keys.KeyGroups;
import io.github.hfconnect.config.keys.TopicName;
import io.github.hfconnect.record.FieldPath;
import io.github.hfconnect.record.Redaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the routes of a configuration. */
final class Routes {

    static final String NAMES = "routes";
    static final String PREFIX = "routes.";

    private static final String LABEL = "label";
    private static final String MIN_SCORE = "min.score";
    private static final String MAX_SCORE = "max.score";
    private static final String TOPIC = "topic";
    private static final String REDACT_FIELD = "redact.field";
    private static final String REDACT_WAY = "redact.way";

    private static final Choice<Redaction.Way> WAYS = new Choice<>(Redaction.Way.class);

    private final Map<String, ?> values;
    private final List<KeyError> errors;
    private final Set<String> unread;

    /**
     * A reader.
     *
     * @param values by key after {@link #PREFIX}
     * @param errors gets a line for each fault
     */
    Routes(Map<String, ?> values, List<KeyError> errors) {
        this.values = values;
        this.errors = errors;
        this.unread = new HashSet<>(values.keySet());
    }

    static void addTo(KeyGroups keys) {
        keys.group("Routes")
                .key(
                        NAMES,
                        LIST,
                        "",
                        null,
                        MEDIUM,
                        "Names of routes, in order: the first that a record's prediction matches decides its topic."
                                + " Without a match it goes to output.topic.")
                .family(
                        PREFIX + "<name>." + LABEL,
                        STRING,
                        "a label of the model",
                        MEDIUM,
                        "The label whose score decides. Required.")
                .family(
                        PREFIX + "<name>." + MIN_SCORE,
                        DOUBLE,
                        "a number; 0 where it is left out",
                        MEDIUM,
                        "The least score that matches.")
                .family(
                        PREFIX + "<name>." + MAX_SCORE,
                        DOUBLE,
                        "a number; 1 where it is left out",
                        MEDIUM,
                        "The greatest score that matches.")
                .family(
                        PREFIX + "<name>." + TOPIC,
                        STRING,
                        "a topic name that may hold ${topic}, or nothing",
                        MEDIUM,
                        "Topic of the records that match; empty to leave them out. Required.")
                .family(
                        PREFIX + "<name>." + REDACT_FIELD,
                        STRING,
                        "a field path",
                        MEDIUM,
                        "A field of the value that is hidden on this route. A record without it fails by its own fault. Dead"
                                + " letters are the records as they came.")
                .family(
                        PREFIX + "<name>." + REDACT_WAY,
                        STRING,
                        "mask, remove or hash; mask where it is left out",
                        MEDIUM,
                        "mask: text becomes ***, anything else null or the empty value of its type. remove: the field is left"
                                + " out, of the schema too. hash: the SHA-256 of a text or of bytes; whoever can guess the"
                                + " value can tell it.");
    }

    List<Route> parse(List<String> names) {
        List<Route> routes = new ArrayList<>();
        for (String name : names) {
            routes.add(route(name));
        }
        if (Set.copyOf(names).size() < names.size()) {
            errors.add(new KeyError(NAMES, "Each name may appear once, but they are " + names));
        }
        unread.stream().sorted().forEach(key -> errors.add(unknown(key, names)));
        return routes;
    }

    private Route route(String name) {
        String label = text(name, LABEL);
        double min = score(name, MIN_SCORE, 0);
        double max = score(name, MAX_SCORE, 1);
        String topic = text(name, TOPIC);
        if (min > max) {
            errors.add(new KeyError(
                    key(name, MIN_SCORE),
                    "It must not be above " + key(name, MAX_SCORE) + ", but " + min + " is above " + max));
        }
        if (label != null && label.isBlank()) {
            errors.add(new KeyError(key(name, LABEL), "It must name a label of the model"));
        }
        if (topic != null && !topic.isEmpty()) {
            requireTopicName(name, topic);
        }
        return new Route(name, orMissing(label, name, LABEL), min, max, orMissing(topic, name, TOPIC), redaction(name));
    }

    private @Nullable Redaction redaction(String name) {
        String field = text(name, REDACT_FIELD);
        String way = text(name, REDACT_WAY);
        if (field == null) {
            if (way != null) {
                errors.add(new KeyError(key(name, REDACT_WAY), "It needs " + key(name, REDACT_FIELD)));
            }
            return null;
        }
        try {
            return new Redaction(FieldPath.parse(field), way(name, way));
        } catch (IllegalArgumentException e) {
            errors.add(new KeyError(key(name, REDACT_FIELD), "'" + field + "': " + e.getMessage()));
            return null;
        }
    }

    private Redaction.Way way(String name, @Nullable String text) {
        try {
            return text == null ? Redaction.Way.MASK : WAYS.parse(text);
        } catch (IllegalArgumentException e) {
            errors.add(new KeyError(key(name, REDACT_WAY), "It must be mask, remove or hash, but is '" + text + "'"));
            return Redaction.Way.MASK;
        }
    }

    private void requireTopicName(String name, String topic) {
        try {
            TopicName.parse(topic);
        } catch (IllegalArgumentException e) {
            errors.add(new KeyError(key(name, TOPIC), "'" + topic + "': " + e.getMessage()));
        }
    }

    private String orMissing(@Nullable String value, String name, String setting) {
        if (value == null) {
            errors.add(new KeyError(
                    key(name, setting),
                    "The route " + name + " needs it"
                            + (setting.equals(TOPIC) ? "; an empty value leaves matching records out" : "")));
        }
        return value == null ? "" : value;
    }

    private @Nullable String text(String name, String setting) {
        unread.remove(name + "." + setting);
        Object value = values.get(name + "." + setting);
        return value == null ? null : value.toString().strip();
    }

    private double score(String name, String setting, double whereMissing) {
        String text = text(name, setting);
        try {
            return text == null ? whereMissing : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            errors.add(new KeyError(key(name, setting), "It must be a number such as 0.8, but is '" + text + "'"));
            return whereMissing;
        }
    }

    private static KeyError unknown(String key, List<String> names) {
        return new KeyError(
                PREFIX + key,
                "No route has such a setting: routes names " + names + ", and each has "
                        + String.join(", ", LABEL, MIN_SCORE, MAX_SCORE, TOPIC, REDACT_FIELD, REDACT_WAY));
    }

    private static String key(String name, String setting) {
        return PREFIX + name + "." + setting;
    }
}
