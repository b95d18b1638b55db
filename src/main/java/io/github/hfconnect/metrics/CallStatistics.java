package io.github.hfconnect.metrics;

import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts how calls end. Safe for use by several threads. */
public final class CallStatistics implements CallListener {

    private final LongAdder answered = new LongAdder();
    private final LongAdder inputs = new LongAdder();
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
    public void answered(int inputsOfCall, Duration took) {
        answered.increment();
        inputs.add(inputsOfCall);
        latency.add(took);
    }

    @Override
    public void failed(Failure failure) {
        Objects.requireNonNull(failed.get(failure.kind())).increment();
    }

    public long countAnswered() {
        return answered.sum();
    }

    public long countFailed(FailureKind kind) {
        return Objects.requireNonNull(failed.get(kind)).sum();
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
