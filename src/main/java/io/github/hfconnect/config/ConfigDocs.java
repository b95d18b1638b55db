package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.KeyGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The reference of all keys, written from their definitions. */
public final class ConfigDocs {

    private static final String HEAD = """
            <!-- Generated from the code; do not edit. Regenerate: mvn -q test -Dtest=ConfigurationDocsTest -Ddocs.write=true -->
            # Configuration

            Every key of the sink connector, the transform and the predicate. `PUT /connector-plugins/<class>/config/validate` says
            what is wrong with a configuration, key by key. Secrets (type password) belong into a config provider such as
            `${env:HF_TOKEN}`: Connect's REST interface shows what is written into a connector.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private ConfigDocs() {}

    /** The page, in Markdown. */
    public static String markdown() {
        ConfigDocs docs = new ConfigDocs();
        docs.part("Sink and transform", InferenceConfig.KEYS, Set.of());
        docs.part("Sink only", SinkConfig.KEYS, InferenceConfig.CONFIG_DEF.names());
        docs.part("Predicate `PredictionMatches`", PredicateConfig.KEYS, Set.of());
        return docs.page.toString();
    }

    private void part(String title, KeyGroups keys, Set<String> described) {
        page.append("\n## ").append(title).append('\n');
        for (String group : keys.definition().groups()) {
            List<String> entries = entries(keys, group, described);
            if (!entries.isEmpty()) {
                page.append("\n### ").append(group).append("\n\n");
                page.append(String.join("\n", entries)).append('\n');
            }
        }
    }

    private static List<String> entries(KeyGroups keys, String group, Set<String> described) {
        List<String> entries = new ArrayList<>();
        keys.definition().configKeys().values().stream()
                .filter(key -> key.group.equals(group) && !described.contains(key.name))
                .forEach(key -> entries.add(entry(key)));
        if (!described.isEmpty() && entries.isEmpty()) {
            return entries;
        }
        keys.families().stream()
                .filter(family -> family.group().equals(group))
                .forEach(family -> entries.add(entry(family)));
        return entries;
    }

    private static String entry(ConfigKey key) {
        String validValues = key.validator == null ? "" : " \u00b7 valid: " + inWords(key.validator);
        return entry(key.name, key.documentation, lower(key.type) + defaultOf(key) + validValues, key.importance);
    }

    private static String entry(KeyGroups.Family family) {
        String facts = lower(family.type()) + " \u00b7 valid: " + family.validValues();
        return entry(family.pattern(), family.documentation(), facts, family.importance());
    }

    private static String entry(String name, String documentation, String facts, ConfigDef.Importance importance) {
        return "- **`" + name + "`** " + documentation.replace("<", "&lt;") + "<br>\n  *" + facts
                + " \u00b7 importance: " + lower(importance) + "*";
    }

    /** Kafka's validators describe themselves as {@code [1,...]} and {@code [one, another]}. */
    private static String inWords(ConfigDef.Validator validator) {
        return validator
                .toString()
                .replaceFirst("^\\[(-?\\d+),\\.\\.\\.]$", "at least $1")
                .replaceAll("^\\[|]$", "");
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return " \u00b7 required";
        }
        Object value = key.defaultValue;
        boolean none = value == null || value.equals("") || value.equals(List.of());
        return " \u00b7 default: " + (none ? "none" : "`" + value + "`");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
