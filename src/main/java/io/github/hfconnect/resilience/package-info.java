/**
 * One call made well: retry, backoff, the pool of endpoints, permits with an adaptive limit, rate limit, budget, and the bisection that
 * finds the input which fails. Knows the domain and the JDK: no Kafka, no HTTP, no clock of its own.
 */
@NullMarked
package io.github.hfconnect.resilience;

import org.jspecify.annotations.NullMarked;
