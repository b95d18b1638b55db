package io.github.hfconnect.config.value;

import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A list of paths to fields. */
public record FieldPaths() implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        for (Object path : value instanceof List<?> paths ? paths : List.of()) {
            try {
                FieldPath unused = FieldPath.parse(String.valueOf(path));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, path, e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return "paths such as title,author.name";
    }
}
