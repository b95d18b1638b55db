package io.github.hfconnect.resilience.concurrency;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.util.List;

/**
 * Room for calls to one endpoint: no more at once than its limit, which learns from each attempt. A permit is given back however
 * its call ends. Safe for use by several threads; its own lock guards all state and is not held during calls.
 */
public final class CallPermits {

    private final Time time;

    @GuardedBy("this")
    private final AdaptiveLimit limit;

    @GuardedBy("this")
    private int inUse;

    /**
     * Permits for one endpoint.
     *
     * @param range within which the limit adapts
     */
    public CallPermits(ConcurrencyRange range, Time time) {
        this.time = time;
        this.limit = new AdaptiveLimit(range, time.nanos());
    }

    /** Whether one more call may run now. */
    public synchronized boolean hasRoom() {
        return inUse < limit.limit();
    }

    /** Takes a permit; for a caller who has seen that there is room, and is the only one to take any. */
    public synchronized Permit take() {
        inUse++;
        return new Permit();
    }

    /** How many calls may run now. */
    public synchronized int limit() {
        return limit.limit();
    }

    /** How many permits are given out. */
    public synchronized int inUse() {
        return inUse;
    }

    private synchronized AdaptiveLimit.Begun begin() {
        return limit.begin(inUse, time.nanos());
    }

    private synchronized void answered(AdaptiveLimit.Begun call) {
        limit.answered(call, time.nanos());
    }

    private synchronized void failed(AdaptiveLimit.Begun call, Failure failure) {
        // A model that is loading has no room for calls yet, which says nothing about how many it can take.
        if (failure.kind() == FailureKind.OVERLOADED && !failure.loading()) {
            limit.overloaded(call, time.nanos());
        }
    }

    private synchronized void release() {
        inUse--;
    }

    /** The right to make one call. */
    public final class Permit implements AutoCloseable {

        private Permit() {}

        /** Makes the call, and lets the limit learn from how long it took or that it was one too many. */
        public List<Prediction> call(InferenceClient client, List<Input> inputs) throws InterruptedException {
            AdaptiveLimit.Begun call = begin();
            try {
                List<Prediction> predictions = client.infer(inputs);
                answered(call);
                return predictions;
            } catch (InferenceException e) {
                failed(call, e.failure());
                throw e;
            }
        }

        @Override
        public void close() {
            release();
        }
    }
}
