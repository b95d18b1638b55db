package io.github.hfconnect.record.input;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Outcome.Passed.Reason;
import io.github.hfconnect.record.path.MissingFieldException;
import org.apache.kafka.connect.errors.DataException;

/**
 * What becomes of records that hold nothing to ask about.
 *
 * @param onEmpty where a required input is null or blank
 * @param onMissing where there is no such field
 * @param unavailable what stands for a value that was not sent
 */
public record InputRules(OnEmptyInput onEmpty, OnMissingInput onMissing, UnavailableValues unavailable) {

    /** Rules for records that have every field, with every value. */
    public InputRules(OnEmptyInput onEmpty) {
        this(onEmpty, OnMissingInput.FAIL, UnavailableValues.NONE);
    }

    Reading missing(MissingFieldException reason) {
        return onMissing == OnMissingInput.SKIP ? passed(Reason.MISSING) : InputReader.unusable(reason);
    }

    /** The input that is empty, as a message calls it. */
    Reading empty(String input) {
        return onEmpty == OnEmptyInput.SKIP
                ? passed(Reason.EMPTY)
                : InputReader.unusable(new DataException(input + " is null or blank, and on.empty.input=fail"));
    }

    /** Nothing to ask about, for this reason. */
    public static Reading passed(Reason reason) {
        return new Reading.Settled(new Outcome.Passed(reason));
    }
}
