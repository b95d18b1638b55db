package io.github.hfconnect.metrics;

import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts how calls end. Safe for use by several threads. */
public final class CallStatistics implements CallListener {

    private final LongAdder answered = new LongAdder();
    private final LongAdder inputs = new LongAdder();
    private final LongAdder inputTokens = new LongAdder();
    private final LongAdder outputTokens = new LongAdder();
    private final Map<FailureKind, LongAdder> failed = new EnumMap<>(FailureKind.class);
    private final RecentLatency latency;

    /**
     * Nothing counted yet.
     *
     * @param nanos a monotonic clock
     */
    public CallStatistics(LongSupplier nanos) {
        latency = new RecentLatency(nanos);
        for (FailureKind kind : FailureKind.values()) {
            failed.put(kind, new LongAdder());
        }
    }

    @Override
    public void answered(List<Prediction> predictions, Duration took) {
        answered.increment();
        inputs.add(predictions.size());
        predictions.stream().limit(1).map(Prediction::origin).forEach(this::addTokens);
        latency.add(took);
    }

    /** Each prediction of a call knows the whole call's tokens. */
    private void addTokens(Origin origin) {
        inputTokens.add(origin.inputTokens() == null ? 0 : origin.inputTokens());
        outputTokens.add(origin.outputTokens() == null ? 0 : origin.outputTokens());
    }

    /** Counts calls, whatever number of inputs they carried. */
    @Override
    public void failed(Failure failure, int inputsOfCall, Duration took) {
        Objects.requireNonNull(failed.get(failure.kind())).increment();
    }

    public long countAnswered() {
        return answered.sum();
    }

    public long countFailed(FailureKind kind) {
        return Objects.requireNonNull(failed.get(kind)).sum();
    }

    /** Tokens of inputs, as far as servers say. */
    public long countInputTokens() {
        return inputTokens.sum();
    }

    /** Tokens generated, as far as servers say. */
    public long countOutputTokens() {
        return outputTokens.sum();
    }

    /** Inputs of an answered call on average; NaN where none was answered. */
    public double meanInputs() {
        return inputs.sum() / (double) answered.sum();
    }

    /** Of answered calls. */
    public RecentLatency latency() {
        return latency;
    }
}
