package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.concurrency.CallPermits;
import java.util.List;

/**
 * The right to make one call: to which endpoint, with its permit, and who hears how the call ends. It is given back however
 * that is; one that was not used counts as a call that has failed. Used by one thread.
 */
final class Lease implements AutoCloseable {

    private final EndpointPool pool;
    private final PooledEndpoint endpoint;
    private final CallPermits.Permit permit;
    private final Throttle throttle;
    private final Throttle.Admission admission;
    private final boolean wasWell;
    private boolean answered;
    private boolean made = true;

    Lease(
            EndpointPool pool,
            PooledEndpoint endpoint,
            CallPermits.Permit permit,
            Throttle throttle,
            Throttle.Admission admission) {
        this.pool = pool;
        this.endpoint = endpoint;
        this.permit = permit;
        this.throttle = throttle;
        this.admission = admission;
        this.wasWell = endpoint.health().isWell();
    }

    PooledEndpoint endpoint() {
        return endpoint;
    }

    /** Whether the endpoint had answered the last that is known when the call left. */
    boolean wasWell() {
        return wasWell;
    }

    /** Makes the call; pool and throttle learn from how it ends. */
    List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        try {
            List<Prediction> predictions = endpoint.infer(permit, inputs, throttle.time());
            answered = true;
            throttle.answered(admission, predictions);
            pool.succeeded(endpoint);
            return predictions;
        } catch (InferenceException e) {
            made = !e.failure().madeNoCall();
            pool.failed(endpoint, e.failure());
            throw throttle.explained(e);
        }
    }

    @Override
    public void close() {
        if (!made) {
            throttle.withdrawn(admission);
        } else if (!answered) {
            throttle.failed(admission);
        }
        pool.giveBack(endpoint, permit, admission.needs());
    }
}
