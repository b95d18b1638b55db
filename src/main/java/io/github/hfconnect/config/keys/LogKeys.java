package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;

/** What the log may show. */
public final class LogKeys {

    public static final String BODIES = "log.bodies";

    private LogKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Logging")
                .key(
                        BODIES,
                        BOOLEAN,
                        false,
                        null,
                        LOW,
                        "Whether the log may show the beginnings of requests and answers, at TRACE of io.github.hfconnect:"
                                + " they hold what the records hold. Secrets are hidden. Without it no level shows any of"
                                + " it; DEBUG has a line for each attempt.");
    }
}
