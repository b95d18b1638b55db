package io.github.hfconnect.inference;

import java.util.List;

/** The port to a model. Blocking and safe for use by several threads; concurrency is the caller's. */
@FunctionalInterface
public interface InferenceClient {

    /**
     * Asks the model once for all inputs.
     *
     * @return as many predictions as inputs, in their order
     * @throws InferenceException where there is not one prediction for each input
     * @throws InterruptedException where the calling thread was interrupted, which ends the call
     */
    List<Prediction> infer(List<Input> inputs) throws InterruptedException;

    /**
     * What one call may carry, as far as is known now: {@link BatchLimits#ONE} where the server takes no list for the task,
     * or where the kind of server is still to be found out. A call's inputs have equal parameters.
     */
    default BatchLimits limits() {
        return BatchLimits.UNLIMITED;
    }
}
