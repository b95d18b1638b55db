package io.github.hfconnect.inference;

import java.time.Duration;

/** Hears of calls as they end. Called by the threads that make the calls, which wait for it. */
public interface CallListener {

    /** A call was answered. */
    void answered(int inputs, Duration took);

    /** A call has failed. */
    void failed(Failure failure);

    /** Tells both, this one first. */
    default CallListener and(CallListener other) {
        CallListener first = this;
        return new CallListener() {
            @Override
            public void answered(int inputs, Duration took) {
                first.answered(inputs, took);
                other.answered(inputs, took);
            }

            @Override
            public void failed(Failure failure) {
                first.failed(failure);
                other.failed(failure);
            }
        };
    }

    /** Hears nothing. */
    static CallListener none() {
        return new CallListener() {
            @Override
            public void answered(int inputs, Duration took) {}

            @Override
            public void failed(Failure failure) {}
        };
    }
}
