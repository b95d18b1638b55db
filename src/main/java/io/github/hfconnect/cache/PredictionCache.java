package io.github.hfconnect.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Revisions;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Predictions by input, for a limited time. Model and configured parameters are the same for all calls of a task, so the input
 * alone is the key, unless answers are shared. Safe for use by several threads.
 */
public final class PredictionCache {

    /** An entry counts once for each started 4 KiB, so that images, masks and long vectors do not fill the heap. */
    private static final int ENTRY_BYTES = 4096;

    private final int maxEntries;
    private final Duration ttl;
    private final @Nullable Cache<Object, Prediction> predictions;
    private final LongAdder hits = new LongAdder();
    private volatile SharedAnswers shared = SharedAnswers.NONE;
    private volatile Revisions revisions = Revisions.UNTOLD;

    private PredictionCache(int maxEntries, Duration ttl, @Nullable Cache<Object, Prediction> predictions) {
        this.maxEntries = maxEntries;
        this.ttl = ttl;
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
        return new PredictionCache(
                maxEntries,
                ttl,
                Caffeine.newBuilder()
                        .maximumWeight(maxEntries)
                        .weigher(PredictionCache::weight)
                        .expireAfter(Expiry.<Object, Prediction>writing((key, prediction) -> ttl))
                        .ticker(ticker)
                        // No thread of its own: what is to be evicted is evicted by those who write.
                        .executor(Runnable::run)
                        .build());
    }

    /** Remembers nothing. */
    public static PredictionCache off() {
        return new PredictionCache(0, Duration.ZERO, null);
    }

    /** From now on answers are shared; before the first is asked for. */
    public void shareBy(SharedAnswers answers) {
        shared = answers;
    }

    /** From now on answers of other commits of the model than answer now are not given again. */
    public void answeredBy(Revisions served) {
        revisions = served;
    }

    /** Whether equal inputs are to share an answer at all. */
    public boolean isOn() {
        return predictions != null;
    }

    /** How many predictions are kept at most. */
    public int maxEntries() {
        return maxEntries;
    }

    /** How long each is kept after it was made. */
    public Duration ttl() {
        return ttl;
    }

    /** The prediction of an equal input, which says that it is cached, or null. */
    public @Nullable Prediction get(Input input) {
        Prediction known = predictions == null ? null : predictions.getIfPresent(shared.key(input));
        if (known == null || revisions.lack(known.origin().revision())) {
            return null;
        }
        hits.increment();
        return known.fromCache();
    }

    /** Remembers what was answered. */
    public void put(Input input, Prediction prediction) {
        if (predictions != null) {
            Object key = shared.key(input);
            predictions.put(key, prediction);
            shared.answered(key, prediction);
        }
    }

    /**
     * Remembers what was answered elsewhere or earlier.
     *
     * @param key as those of {@link SharedAnswers}
     * @param age of the answer; one that is too old is not remembered
     */
    public void restore(Object key, Prediction prediction, Duration age) {
        Duration left = ttl.minus(age);
        if (predictions != null && !left.isNegative() && !left.isZero()) {
            // The builder has been given an expiry.
            var unused = predictions.policy().expireVariably().orElseThrow().put(key, prediction, left);
        }
    }

    /** Remembers no answer under this key any more. */
    public void forget(Object key) {
        if (predictions != null) {
            predictions.invalidate(key);
        }
    }

    /** Whether an answer is kept under this key. */
    public boolean holds(Object key) {
        return predictions != null && predictions.asMap().containsKey(key);
    }

    /** How many inputs were answered from here. */
    public long countHits() {
        return hits.sum();
    }

    /** How many predictions are kept at the moment, about. */
    public long size() {
        return predictions == null ? 0 : predictions.estimatedSize();
    }

    private static int weight(Object key, Prediction prediction) {
        long keyBytes = key instanceof Input input ? input.sizeInBytes() : AnswerKey.BYTES;
        return entries(keyBytes + prediction.sizeInBytes());
    }

    /** As how many entries an answer of so many bytes counts. */
    public static int entries(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, 1 + bytes / ENTRY_BYTES);
    }
}
