package io.github.hfconnect.inference;

import java.time.Duration;
import java.util.List;

/** Hears of calls as they end. Called by the threads that make the calls, which wait for it. */
public interface CallListener {

    /**
     * A call was answered.
     *
     * @param predictions one an input; all know what the whole call took
     */
    void answered(List<Prediction> predictions, Duration took);

    /**
     * A call has failed.
     *
     * @param inputs how many the call carried
     * @param took from its beginning until it has failed
     */
    void failed(Failure failure, int inputs, Duration took);

    /** Tells both, this one first. */
    default CallListener and(CallListener other) {
        CallListener first = this;
        return new CallListener() {
            @Override
            public void answered(List<Prediction> predictions, Duration took) {
                first.answered(predictions, took);
                other.answered(predictions, took);
            }

            @Override
            public void failed(Failure failure, int inputs, Duration took) {
                first.failed(failure, inputs, took);
                other.failed(failure, inputs, took);
            }
        };
    }

    /** Hears nothing. */
    static CallListener none() {
        return new CallListener() {
            @Override
            public void answered(List<Prediction> predictions, Duration took) {}

            @Override
            public void failed(Failure failure, int inputs, Duration took) {}
        };
    }
}
