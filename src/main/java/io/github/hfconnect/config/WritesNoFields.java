package io.github.hfconnect.config;

import java.util.Set;

/**
 * Converters that write one kind of value and no Struct; the one of strings writes what a Struct looks like in Java. Connect takes each by
 * its short names, too ({@code PluginUtils.aliases} of Kafka 4.x): {@code StringConverter} and {@code String}.
 */
final class WritesNoFields {

    private static final String CONVERTER = "Converter";

    /** Connect's own, and Debezium's ({@code io.debezium.converters}). */
    private static final Set<String> KINDS = Set.of(
            "String",
            "ByteArray",
            "Boolean",
            "Short",
            "Integer",
            "Long",
            "Float",
            "Double",
            "BinaryData",
            "ByteBuffer");

    private WritesNoFields() {}

    /** Whether a converter of this name, short or whole, is one of them. */
    static boolean isOne(String name) {
        return KINDS.contains(kind(name));
    }

    /** Whether a converter of this name writes text and nothing else. */
    static boolean isOfText(String name) {
        return kind(name).equals("String");
    }

    private static String kind(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (simple.endsWith(CONVERTER)) {
            return simple.substring(0, simple.length() - CONVERTER.length());
        }
        return simple.equals(name) ? name : "";
    }
}
