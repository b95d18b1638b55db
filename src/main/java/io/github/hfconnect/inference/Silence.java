package io.github.hfconnect.inference;

/** How an answer failed to come, where that tells more than that there was none. */
public enum Silence {
    /** The time for it was up: the server may be too slow for so much, or hang on an input. */
    TIMED_OUT,
    /**
     * A connection that was kept from an earlier call was closed before the server answered anything: as a rule it had closed it already,
     * and has not seen the request. Says nothing about the input.
     */
    CLOSED_CONNECTION
}
