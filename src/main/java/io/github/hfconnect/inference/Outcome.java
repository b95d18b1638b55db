package io.github.hfconnect.inference;

/** What became of one record's inference. */
public sealed interface Outcome {

    /** The model has answered. */
    record Enriched(Prediction prediction) implements Outcome {}

    /** There was nothing to ask, such as a blank text: the record passes on without a prediction. */
    record Passed() implements Outcome {}

    /** There is no prediction. */
    record Failed(Failure failure) implements Outcome {}
}
