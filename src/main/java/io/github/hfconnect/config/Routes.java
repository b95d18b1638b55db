package io.github.hfconnect.config;

import static io.github.hfconnect.config.keys.RouteKeys.LABEL;
import static io.github.hfconnect.config.keys.RouteKeys.MAX_SCORE;
import static io.github.hfconnect.config.keys.RouteKeys.MIN_SCORE;
import static io.github.hfconnect.config.keys.RouteKeys.NAMES;
import static io.github.hfconnect.config.keys.RouteKeys.PREFIX;
import static io.github.hfconnect.config.keys.RouteKeys.REDACT_FIELD;
import static io.github.hfconnect.config.keys.RouteKeys.REDACT_WAY;
import static io.github.hfconnect.config.keys.RouteKeys.TOPIC;
import static io.github.hfconnect.config.keys.RouteKeys.WHEN_FIELD;
import static io.github.hfconnect.config.keys.RouteKeys.WHEN_VALUES;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.TopicName;
import io.github.hfconnect.record.output.Redaction;
import io.github.hfconnect.record.path.FieldMatch;
import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the routes of a configuration. */
final class Routes {

    private static final Choice<Redaction.Way> WAYS = new Choice<>(Redaction.Way.class);

    private final Map<String, ?> values;
    private final List<KeyError> errors;
    private final Set<String> unread;

    /**
     * A reader.
     *
     * @param values by key after {@link io.github.hfconnect.config.keys.RouteKeys#PREFIX}
     * @param errors gets a line for each fault
     */
    Routes(Map<String, ?> values, List<KeyError> errors) {
        this.values = values;
        this.errors = errors;
        this.unread = new HashSet<>(values.keySet());
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
        return new Route(
                name,
                when(name),
                orMissing(label, name, LABEL),
                min,
                max,
                orMissing(topic, name, TOPIC),
                redaction(name));
    }

    private @Nullable FieldMatch when(String name) {
        String field = text(name, WHEN_FIELD);
        String values = text(name, WHEN_VALUES);
        if (field == null && values == null) {
            return null;
        }
        if (field == null || values == null || values.isEmpty()) {
            errors.add(new KeyError(
                    key(name, field == null ? WHEN_FIELD : WHEN_VALUES),
                    "The route " + name + " needs both " + WHEN_FIELD + " and " + WHEN_VALUES + ", or neither"));
            return null;
        }
        FieldPath path = path(name, WHEN_FIELD, field);
        return path == null
                ? null
                : new FieldMatch(
                        path, Stream.of(values.split(",")).map(String::strip).collect(Collectors.toSet()));
    }

    private @Nullable FieldPath path(String name, String setting, String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException e) {
            errors.add(new KeyError(key(name, setting), "'" + text + "': " + e.getMessage()));
            return null;
        }
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
        FieldPath path = path(name, REDACT_FIELD, field);
        return path == null ? null : new Redaction(path, way(name, way));
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
                        + String.join(
                                ", ",
                                WHEN_FIELD,
                                WHEN_VALUES,
                                LABEL,
                                MIN_SCORE,
                                MAX_SCORE,
                                TOPIC,
                                REDACT_FIELD,
                                REDACT_WAY));
    }

    private static String key(String name, String setting) {
        return PREFIX + name + "." + setting;
    }
}
