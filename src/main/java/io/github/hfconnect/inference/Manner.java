package io.github.hfconnect.inference;

/** How a call failed, where that tells more than that there was no prediction. */
public enum Manner {
    /** The model is being loaded or scaled up from zero. */
    LOADING,
    /** The server has done its part, but what the model says cannot be used. */
    UNUSABLE_ANSWER,
    /** An account is not paid for, or has spent its quota. */
    UNPAID,
    /** The time for an answer was up: the server may be too slow for so much, or hang on an input. */
    TIMED_OUT,
    /**
     * A connection that was kept from an earlier call was closed before the server answered anything: as a rule it had closed it already,
     * and has not seen the request. Says nothing about the input.
     */
    CLOSED_CONNECTION
}
