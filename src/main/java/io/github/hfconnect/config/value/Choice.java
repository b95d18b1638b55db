package io.github.hfconnect.config.value;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One constant of an enum, spelt as configuration values are: {@code round-robin}.
 *
 * @param type of the constants
 */
public record Choice<E extends Enum<E>>(Class<E> type) implements ConfigDef.Validator {

    public static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that a valid value names. */
    public E parse(String value) {
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (!spellings().contains(String.valueOf(value))) {
            throw new ConfigException(name, value, "It must be one of " + this);
        }
    }

    /** All of them, as they are written in a configuration. */
    public List<String> spellings() {
        return Arrays.stream(type.getEnumConstants()).map(Choice::spelling).toList();
    }

    @Override
    public String toString() {
        return String.join(", ", spellings());
    }
}
