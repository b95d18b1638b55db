package io.github.hfconnect.inference;

/** What a failure is once it is known what became of others: what else it may have meant is no longer said. */
public final class WhoseFault {

    private WhoseFault() {}

    /**
     * The failure of one input: others are answered.
     *
     * @param failure of a call about it alone
     */
    public static Failure ofInputAlone(Failure failure) {
        return failure.kind() == FailureKind.MISCONFIGURED
                ? failure.certainly(
                        FailureKind.REJECTED,
                        failure.presumedFrom() + ". It is this input that is refused, each time; others are answered")
                : failure.withMessage(
                        failure.message() + ". It is this input that fails, each time; others are answered");
    }

    /**
     * The failure of no input: all are refused.
     *
     * @param failure that is presumed
     */
    public static Failure ofNoInput(Failure failure) {
        return failure.certainly(
                FailureKind.MISCONFIGURED,
                failure.presumedFrom()
                        + ". Inputs of different content are refused in these words and none is answered, so it is no"
                        + " record's fault: check `model`, `task`, `endpoint.api`, `parameters.*`, what the server supports,"
                        + " and the account's limits");
    }

    /**
     * The failure, fit to be kept with one of several inputs of its call: what a server has said of all of them may quote another's
     * content.
     *
     * @param inputs that the call was about
     */
    public static Failure ofOneAmong(int inputs, Failure failure) {
        return inputs == 1 || failure.status() == null
                ? failure
                : failure.withMessage(
                        "A call about " + inputs + " records failed. What the server said is left out, because it may"
                                + " quote another record; the log has it at DEBUG");
    }
}
