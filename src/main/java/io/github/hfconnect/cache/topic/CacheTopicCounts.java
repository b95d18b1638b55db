package io.github.hfconnect.cache.topic;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What has come from a topic of answers and gone to it. Safe for use by several threads. */
public final class CacheTopicCounts {

    private final LongAdder restored = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder notWritten = new LongAdder();

    /** An answer from the topic is in the cache. */
    void restored() {
        restored.increment();
    }

    /** An answer of another task or model, or no answer at all. */
    void foreign() {
        foreign.increment();
    }

    /** An answer that cannot be read. */
    void broken() {
        broken.increment();
    }

    /** The broker has an answer. */
    void written() {
        written.increment();
    }

    /** An answer stays in this process's memory alone. */
    void notWritten() {
        notWritten.increment();
    }

    /** By the names of metrics. */
    public Map<String, Supplier<? extends Number>> gauges() {
        return Map.of(
                "cache-topic-restored", restored::sum,
                "cache-topic-foreign", foreign::sum,
                "cache-topic-broken", broken::sum,
                "cache-topic-written", written::sum,
                "cache-topic-not-written", notWritten::sum);
    }
}
