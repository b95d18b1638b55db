package io.github.hfconnect.resilience;

import java.util.Set;

/**
 * What a call needs of the endpoint that it goes to.
 *
 * @param inputs that it carries
 * @param refusing endpoints that have refused it, which the others come before
 */
record CallNeeds(int inputs, Set<PooledEndpoint> refusing) {

    /** Of a call that no endpoint has refused. */
    static CallNeeds of(int inputs) {
        return new CallNeeds(inputs, Set.of());
    }
}
