package io.github.hfconnect.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Predictions by input, for a limited time. Model and configured parameters are the same for all calls of a task, so the input
 * alone is the key. Safe for use by several threads.
 */
public final class PredictionCache {

    /** An entry counts once for each started 4 KiB, so that images, masks and long vectors do not fill the heap. */
    private static final int ENTRY_BYTES = 4096;

    private final @Nullable Cache<Input, Prediction> predictions;
    private final LongAdder hits = new LongAdder();

    private PredictionCache(@Nullable Cache<Input, Prediction> predictions) {
        this.predictions = predictions;
    }

    /**
     * An empty cache.
     *
     * @param maxEntries of up to 4 KiB each; a larger one counts several times. 0 for none at all
     * @param ttl how long a prediction is kept after it was made
     */
    public static PredictionCache of(int maxEntries, Duration ttl) {
        return of(maxEntries, ttl, Ticker.systemTicker());
    }

    static PredictionCache of(int maxEntries, Duration ttl, Ticker ticker) {
        if (maxEntries == 0) {
            return off();
        }
        return new PredictionCache(Caffeine.newBuilder()
                .maximumWeight(maxEntries)
                .weigher(PredictionCache::weight)
                .expireAfterWrite(ttl)
                .ticker(ticker)
                // No thread of its own: what is to be evicted is evicted by those who write.
                .executor(Runnable::run)
                .build());
    }

    /** Remembers nothing. */
    public static PredictionCache off() {
        return new PredictionCache(null);
    }

    /** Whether equal inputs are to share an answer at all. */
    public boolean isOn() {
        return predictions != null;
    }

    /** The prediction of an equal input, which says that it is cached, or null. */
    public @Nullable Prediction get(Input input) {
        Prediction known = predictions == null ? null : predictions.getIfPresent(input);
        if (known == null) {
            return null;
        }
        hits.increment();
        return known.fromCache();
    }

    /** Remembers what was answered. */
    public void put(Input input, Prediction prediction) {
        if (predictions != null) {
            predictions.put(input, prediction);
        }
    }

    /** How many inputs were answered from here. */
    public long countHits() {
        return hits.sum();
    }

    /** How many predictions are kept at the moment, about. */
    public long size() {
        return predictions == null ? 0 : predictions.estimatedSize();
    }

    private static int weight(Input input, Prediction prediction) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + (input.sizeInBytes() + prediction.sizeInBytes()) / ENTRY_BYTES);
    }
}
