package io.github.hfconnect.config.value;

import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A validator that is the parser: what it accepts is what an accessor will get.
 *
 * @param validValues in words, for the documentation
 * @param parser throws an IllegalArgumentException with a sentence for the user
 */
public record Parsed(String validValues, Consumer<String> parser) implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        try {
            if (value != null) {
                parser.accept((String) value);
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return validValues;
    }
}
