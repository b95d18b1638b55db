package io.github.hfconnect.config;

import io.github.hfconnect.config.value.KeyError;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** Keys that are valid one by one, but not together. */
final class InconsistentConfigException extends ConfigException {

    private static final long serialVersionUID = 1L;

    private final transient List<KeyError> errors;

    private InconsistentConfigException(List<KeyError> errors) {
        super(errors.stream().map(KeyError::toString).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    static void throwIfAny(List<KeyError> errors) {
        if (!errors.isEmpty()) {
            throw new InconsistentConfigException(errors);
        }
    }

    List<KeyError> errors() {
        return errors;
    }
}
