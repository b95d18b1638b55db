package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.VectorKeys;
import io.github.hfconnect.config.value.Parameters;
import java.util.OptionalInt;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * The width that vectors have to have.
 *
 * @param dimensions where a key or what each call asks for says it
 * @param key which says it, or would
 * @param isOne whether all vectors have to be of one width: not where each record says its own
 */
public record WantedWidth(OptionalInt dimensions, String key, boolean isOne) {

    private static final String PARAMETER = "dimensions";

    static WantedWidth of(AbstractConfig values, Parameters parameters) {
        OptionalInt configured = VectorKeys.dimensions(values);
        if (configured.isEmpty() && parameters.fixed().get(PARAMETER) instanceof Number asked) {
            return new WantedWidth(OptionalInt.of(asked.intValue()), Parameters.PREFIX + PARAMETER, true);
        }
        boolean isOne = configured.isPresent() || !parameters.fromRecord().containsKey(PARAMETER);
        return new WantedWidth(configured, VectorKeys.DIMENSIONS, isOne);
    }
}
