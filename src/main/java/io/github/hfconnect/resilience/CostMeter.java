package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.PriceList;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;

/** Adds up what answered attempts have cost since the start of a task. Safe for use by several threads. */
public final class CostMeter implements CallListener {

    private final PriceList prices;
    private final DoubleAdder cost = new DoubleAdder();

    public CostMeter(PriceList prices) {
        this.prices = prices;
    }

    @Override
    public void answered(List<Prediction> predictions, Duration took) {
        // Each prediction of a call knows the whole call's tokens.
        predictions.stream()
                .limit(1)
                .forEach(prediction -> prices.cost(prediction.origin()).ifPresent(cost::add));
    }

    @Override
    public void failed(Failure failure, int inputs, Duration took) {
        // Is taken to be free: no server says what it bills for a failure.
    }

    /** The cost so far, as far as it is known. */
    public double total() {
        return cost.sum();
    }
}
