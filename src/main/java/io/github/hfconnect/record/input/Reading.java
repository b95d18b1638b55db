package io.github.hfconnect.record.input;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;

/** What reading a record has brought: something to ask the model, or an outcome that needs no call. */
public sealed interface Reading {

    /** The model is to be asked. */
    record Ask(Input input) implements Reading {}

    /** Nothing to ask: {@link Outcome.Passed} for an empty input, {@link Outcome.Failed} for an unreadable one, {@link
     * Outcome.Carried} for a prediction that the record has brought along. */
    record Settled(Outcome outcome) implements Reading {}
}
