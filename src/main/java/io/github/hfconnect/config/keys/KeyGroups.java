package io.github.hfconnect.config.keys;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/**
 * Collects keys group by group, in the order in which people should read them, together with the families of keys whose
 * names are partly the user's, which Kafka's definition cannot hold.
 */
public final class KeyGroups {

    /**
     * Keys that share a pattern.
     *
     * @param pattern with the free part in angle brackets, such as {@code headers.<name>}
     * @param validValues in words
     */
    public record Family(
            String pattern,
            String group,
            ConfigDef.Type type,
            String validValues,
            Importance importance,
            String documentation) {}

    private final ConfigDef definition = new ConfigDef();
    private final List<Family> families = new ArrayList<>();
    private String group = "";
    private int order;

    public KeyGroups group(String name) {
        group = name;
        order = 0;
        return this;
    }

    /** A key that may be left out. */
    public KeyGroups key(
            String name,
            ConfigDef.Type type,
            @Nullable Object defaultValue,
            @Nullable Validator validator,
            Importance importance,
            String documentation) {
        order++;
        definition.define(
                name,
                type,
                defaultValue,
                validator,
                importance,
                documentation,
                group,
                order,
                width(type),
                displayName(name),
                List.of(),
                KeyHints.of(name, validator));
        return this;
    }

    /** A key that must be set. */
    public KeyGroups required(String name, ConfigDef.Type type, @Nullable Validator validator, String documentation) {
        return key(name, type, ConfigDef.NO_DEFAULT_VALUE, validator, Importance.HIGH, documentation);
    }

    public KeyGroups family(
            String pattern, ConfigDef.Type type, String validValues, Importance importance, String documentation) {
        families.add(new Family(pattern, group, type, validValues, importance, documentation));
        return this;
    }

    public ConfigDef definition() {
        return definition;
    }

    public List<Family> families() {
        return List.copyOf(families);
    }

    /** The beginnings of the families' keys, each up to what is the user's. */
    public List<String> prefixes() {
        return families.stream()
                .map(family -> family.pattern().substring(0, family.pattern().indexOf('<')))
                .distinct()
                .toList();
    }

    private static Width width(ConfigDef.Type type) {
        return switch (type) {
            case BOOLEAN, INT, LONG, SHORT, DOUBLE -> Width.SHORT;
            case PASSWORD -> Width.MEDIUM;
            default -> Width.LONG;
        };
    }

    /** {@code request.timeout.ms} becomes "Request timeout (ms)". */
    private static String displayName(String key) {
        String words = key.replaceFirst("\\.ms$", " (ms)").replace('.', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
