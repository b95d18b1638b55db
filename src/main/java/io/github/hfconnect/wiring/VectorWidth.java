package io.github.hfconnect.wiring;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees to it that all vectors of a task have one width, that which is wanted or else that of the first: a store cannot compare
 * others, and no repetition makes them so. Safe for use by several threads.
 */
final class VectorWidth {

    private static final int UNKNOWN = 0;

    private final String key;
    private final boolean isWanted;
    private final AtomicInteger width;

    /**
     * The width of a task's vectors.
     *
     * @param key that says it, or would
     */
    VectorWidth(OptionalInt wanted, String key) {
        this.key = key;
        this.isWanted = wanted.isPresent();
        this.width = new AtomicInteger(wanted.orElse(UNKNOWN));
    }

    /** The same endpoint, whose vectors of another width are a failure that names the configuration. */
    InferenceClient of(InferenceClient endpoint) {
        return new InferenceClient() {
            @Override
            public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
                List<Prediction> predictions = endpoint.infer(inputs);
                predictions.forEach(VectorWidth.this::check);
                return predictions;
            }

            @Override
            public BatchLimits limits() {
                return endpoint.limits();
            }

            @Override
            public boolean isKnown() {
                return endpoint.isKnown();
            }
        };
    }

    private void check(Prediction prediction) {
        if (!(prediction.value() instanceof float[] vector)) {
            return;
        }
        width.compareAndSet(UNKNOWN, vector.length);
        if (width.get() != vector.length) {
            throw new InferenceException(Failure.of(FailureKind.MISCONFIGURED, sentence(vector.length))
                    .withCall(
                            prediction.origin().endpoint(), prediction.origin().requestId())
                    .withAttempts(1));
        }
    }

    private String sentence(int found) {
        return isWanted
                ? "The model answers a vector of " + found + " numbers, and `" + key + "` is " + width
                        + ". Change it, or `model`"
                : "The model answers a vector of " + found + " numbers, and the first one of this task had " + width
                        + ". The model has been exchanged, or `endpoint.urls` serve different ones: make them one, and set `"
                        + key + "`";
    }
}
