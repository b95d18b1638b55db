package io.github.hfconnect.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one record's inference. */
public sealed interface Outcome
        permits Outcome.Enriched, Outcome.Cut, Part, Outcome.Carried, Outcome.Passed, Outcome.Failed {

    /** The model's answer, or null where none was given. */
    default @Nullable Prediction prediction() {
        return null;
    }

    /** The value of the prediction, or null where there is none. */
    default @Nullable Object predictedValue() {
        Prediction prediction = prediction();
        if (prediction != null) {
            return prediction.value();
        }
        return this instanceof Carried carried ? carried.value() : null;
    }

    /** Whether the model was asked about all of it; false where the record passes on as it came. */
    default boolean wasAsked() {
        if (this instanceof Cut cut) {
            return cut.parts().stream().allMatch(part -> part.prediction() != null);
        }
        return !(this instanceof Passed || this instanceof Carried);
    }

    /** Whether the prediction that a record has already is still the right one. */
    default boolean leavesPrediction() {
        return this instanceof Passed passed && passed.reason() == Passed.Reason.UNAVAILABLE;
    }

    /** The same for an equal input that is answered without a call of its own. */
    default Outcome shared() {
        return this instanceof Enriched enriched
                ? new Enriched(enriched.prediction().fromCache())
                : this;
    }

    /** The model has answered. */
    record Enriched(Prediction prediction) implements Outcome {}

    /**
     * The record is a document that was cut into pieces, each of which was asked about by itself.
     *
     * @param parts in their order, at least one
     */
    record Cut(List<Part> parts) implements Outcome {

        public Cut {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The record has brought its prediction along, so that no call was made.
     *
     * @param value a value of the task's {@link Shape}, as a schemaless record would hold it
     * @param metadata who made it and what it took, where the record says so too
     */
    record Carried(Object value, @Nullable Object metadata) implements Outcome {}

    /** There was nothing to ask: the record passes on without a call. */
    record Passed(Reason reason) implements Outcome {

        /** Why nobody was asked. */
        public enum Reason {
            /** No value at all. */
            TOMBSTONE,
            /** The row that the record speaks of is gone. */
            DELETED,
            /** The input is null or blank. */
            EMPTY,
            /** The record has no such field. It stays as it is. */
            MISSING,
            /** The input is unchanged and was not sent. A prediction that stands in the record stays. */
            UNAVAILABLE
        }
    }

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
