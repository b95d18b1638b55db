package io.github.hfconnect.record;

import org.jspecify.annotations.Nullable;

/** The time with which a record is written. */
public final class WrittenTime {

    private WrittenTime() {}

    /**
     * The record's own.
     *
     * @param timestamp in milliseconds; null or negative where the record has none, which Connect takes for the same ({@code ConnectUtils},
     *     Kafka 4.3) and a producer does not
     * @return null, which a producer fills in, where the record has none
     */
    public static @Nullable Long of(@Nullable Long timestamp) {
        return timestamp == null || timestamp < 0 ? null : timestamp;
    }
}
