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
     * Refuses, without a call, inputs that have no form in a request to this server, as far as that is known now.
     *
     * @throws InferenceException of kind {@code REJECTED}
     * @throws InterruptedException where the calling thread was interrupted
     */
    default void requireSendable(List<Input> inputs) throws InterruptedException {}

    /**
     * What one call may carry, as far as is known now: {@link BatchLimits#ONE} where the server takes no list for the task,
     * or where nothing is known yet. A call's inputs have equal parameters. A call that carries more is refused without being
     * made, by a failure that says what is {@linkplain Failure#admitted() admitted}.
     */
    default BatchLimits limits() {
        return BatchLimits.UNLIMITED;
    }

    /** Whether the limits are those of this server; false where what kind of server it is has still to be found out. */
    default boolean isKnown() {
        return true;
    }
}
