package io.github.hfconnect.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transforms of a connector, in the order in which records go through them.
 *
 * @param steps one for each alias in {@code transforms}
 */
public record TransformChain(List<Step> steps) {

    /**
     * One of them.
     *
     * @param type its class, or empty where that is not set
     * @param props without the prefix
     */
    public record Step(String alias, String type, Map<String, String> props) {

        /** Of its keys in the connector's configuration. */
        public String prefix() {
            return "transforms." + alias + ".";
        }

        String get(String key) {
            return props.getOrDefault(key, "");
        }

        /** Not the values, which may be secrets. */
        @Override
        public String toString() {
            return prefix() + type;
        }
    }

    /** The transforms that a connector's configuration names. */
    public static TransformChain of(Map<String, String> connector) {
        return new TransformChain(list(connector.get("transforms")).stream()
                .map(alias -> step(alias, connector))
                .toList());
    }

    private static Step step(String alias, Map<String, String> connector) {
        String prefix = "transforms." + alias + ".";
        Map<String, String> props = new HashMap<>();
        connector.forEach((key, value) -> {
            if (key.startsWith(prefix) && value != null) {
                props.put(key.substring(prefix.length()), value);
            }
        });
        return new Step(alias, props.getOrDefault("type", ""), props);
    }

    /** Elements of a value as Connect splits it. */
    static List<String> list(@Nullable String value) {
        return Arrays.stream(Objects.requireNonNullElse(value, "").split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }
}
