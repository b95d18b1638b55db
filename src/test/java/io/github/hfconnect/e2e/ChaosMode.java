package io.github.hfconnect.e2e;

import java.util.Map;

/** What is put to the test. */
enum ChaosMode {
    EXACTLY_ONCE,
    AT_LEAST_ONCE,
    /** Deliberately wrong: the suite has to see it. */
    ONE_ID_PER_TASK;

    /**
     * After how long without a sign of life a worker's tasks are given to others. About as long as a worker is frozen, so that its
     * tasks are sometimes replaced and sometimes only their partitions; longer than that where its mistake shows only then.
     */
    String workerSessionMillis() {
        return this == ONE_ID_PER_TASK ? "20000" : "13000";
    }

    Map<String, String> settings() {
        return switch (this) {
            case EXACTLY_ONCE -> Map.of("delivery.guarantee", "exactly-once");
            case AT_LEAST_ONCE -> Map.of("delivery.guarantee", "at-least-once");
            // Commits are seldom, so that more is in flight when a worker freezes.
            case ONE_ID_PER_TASK ->
                Map.of(
                        "delivery.guarantee", "exactly-once",
                        "chaos.one.id.per.task", "true",
                        "transaction.commit.interval.ms", "1000");
        };
    }
}
