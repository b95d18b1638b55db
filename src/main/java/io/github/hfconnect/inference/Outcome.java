package io.github.hfconnect.inference;

/** What became of one record's inference. */
public sealed interface Outcome {

    /** The model has answered. */
    record Enriched(Prediction prediction) implements Outcome {}

    /** There was nothing to ask, such as a blank text: the record passes on without a prediction. */
    record Passed() implements Outcome {}

    /**
     * There is no prediction.
     *
     * @param ownFault true where it is this record that fails, whatever the kind of failure, while others are answered;
     *     false where any other record would have failed in its place
     */
    record Failed(Failure failure, boolean ownFault) implements Outcome {

        /** A failure that says by its kind whose fault it is. */
        public Failed(Failure failure) {
            this(failure, failure.kind() == FailureKind.REJECTED);
        }
    }
}
