package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the calls of a task leave, one at a time: who is first in line waits for budget, room and the moment that the rate
 * gives, and only then chooses the endpoint, which is the best one at the moment of leaving. So no moment is given to a call that
 * cannot leave, no call that waits takes up an endpoint's room, and none waits for one endpoint beside another that is idle.
 */
final class Departures {

    private final EndpointPool pool;
    private final Throttle throttle;
    private final ReentrantLock line = new ReentrantLock();

    Departures(EndpointPool pool, Throttle throttle) {
        this.pool = pool;
        this.throttle = throttle;
    }

    /**
     * Refuses a call whose inputs have no form in a request, before it waits for anything: it would take a moment of the rate, and
     * a place in line, for nothing. Where nobody waits, that shows when it is made, and is not looked for twice.
     *
     * @throws io.github.hfconnect.inference.InferenceException of kind {@code REJECTED}
     */
    void requireSendable(List<Input> inputs) throws InterruptedException {
        if (throttle.limits()) {
            pool.requireSendable(inputs);
        }
    }

    /**
     * Waits for a call's turn.
     *
     * @throws io.github.hfconnect.inference.InferenceException where the budget is used up for longer than may be waited, or
     *     the endpoint whose turn it is takes less than the call carries
     */
    Lease next(CallNeeds asked) throws InterruptedException {
        line.lockInterruptibly();
        try {
            Optional<Lease> lease = Optional.empty();
            while (lease.isEmpty()) {
                throttle.awaitBudget();
                CallNeeds needs = throttle.awaitTokens(asked);
                pool.awaitRoom(needs);
                throttle.awaitMoment();
                lease = pool.leaseNow(needs, throttle);
            }
            return lease.get();
        } finally {
            line.unlock();
        }
    }

    /** What one call may carry, by the endpoints and by what the task allows itself. */
    BatchLimits limits() {
        return throttle.limits(pool.limits());
    }
}
