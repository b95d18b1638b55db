package io.github.hfconnect.resilience;

/** In which order the endpoints of a pool are preferred. */
public enum EndpointStrategy {
    /** As configured: the second is called only while the first is out. */
    FAILOVER,
    /** In turn. */
    ROUND_ROBIN,
    /** The one with the fewest calls in flight. */
    LEAST_LOADED
}
