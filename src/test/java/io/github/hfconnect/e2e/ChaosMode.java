package io.github.hfconnect.e2e;

import java.util.Map;

/** What is put to the test. */
enum ChaosMode {
    EXACTLY_ONCE(Map.of("delivery.guarantee", "exactly-once")),
    AT_LEAST_ONCE(Map.of("delivery.guarantee", "at-least-once")),
    /** Deliberately wrong: the suite has to see it. */
    ONE_ID_PER_TASK(Map.of("delivery.guarantee", "exactly-once", "chaos.one.id.per.task", "true"));

    private final Map<String, String> settings;

    ChaosMode(Map<String, String> settings) {
        this.settings = settings;
    }

    Map<String, String> settings() {
        return settings;
    }
}
