package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Input;
import java.util.List;
import java.util.Set;

/**
 * What a call needs of the endpoint that it goes to, and of what its task may use.
 *
 * @param inputs that it carries
 * @param bytes of them all
 * @param tokens that it is expected to be billed; 0 as long as nobody has asked
 * @param refusing endpoints that have refused it, which the others come before
 */
record CallNeeds(int inputs, long bytes, double tokens, Set<PooledEndpoint> refusing) {

    /** Of a call that no endpoint has refused, and whose size does not matter. */
    static CallNeeds of(int inputs) {
        return new CallNeeds(inputs, 0, 0, Set.of());
    }

    /** Of a call that some endpoints may have refused. */
    static CallNeeds of(List<Input> inputs, Set<PooledEndpoint> refusing) {
        long bytes = inputs.stream().mapToLong(Input::sizeInBytes).sum();
        return new CallNeeds(inputs.size(), bytes, 0, refusing);
    }

    CallNeeds withTokens(double expected) {
        return new CallNeeds(inputs, bytes, expected, refusing);
    }
}
