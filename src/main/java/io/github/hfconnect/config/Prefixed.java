package io.github.hfconnect.config;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;

/** What users set under a prefix and name as they like. */
final class Prefixed {

    private Prefixed() {}

    /** By its name without the prefix. Connect lets a key be null, which means that it is not set. */
    static Map<String, Object> of(AbstractConfig values, String prefix) {
        Map<String, Object> set = values.originalsWithPrefix(prefix);
        set.values().removeIf(Objects::isNull);
        return set;
    }
}
