package io.github.hfconnect.demo.model;

import java.util.List;

/** A model as TEI serves it: TEI's limits before it and TEI's errors after it. */
record TeiModel<T>(SequenceModel<T> model, Workers workers) {

    static final int MAX_CLIENT_BATCH_SIZE = 32;

    List<Inferred<T>> infer(TeiInputs inputs, boolean truncate) {
        int count = inputs.sequences().size();
        if (count > MAX_CLIENT_BATCH_SIZE) {
            throw TeiErrors.validation(
                    "batch size " + count + " > maximum allowed batch size " + MAX_CLIENT_BATCH_SIZE);
        }
        if (inputs.haveAnEmptyOne()) {
            throw TeiErrors.empty("Input validation error: `inputs` cannot be empty");
        }
        try {
            return workers.infer(model, inputs.sequences(), truncate);
        } catch (OverloadedException e) {
            throw TeiErrors.overloaded();
        } catch (TooManyTokensException e) {
            throw TeiErrors.validation("Input validation error: `inputs` must have less than " + MiniLm.MAX_TOKENS
                    + " tokens. Given: " + e.tokens);
        }
    }
}
