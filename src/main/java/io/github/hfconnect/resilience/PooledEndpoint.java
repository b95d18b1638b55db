package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.concurrency.CallPermits;
import java.time.Duration;
import java.util.List;

/** One endpoint of a pool: its calls, and what they have shown of what the next ones may carry. Safe for use by several threads. */
final class PooledEndpoint {

    private final InferenceClient client;
    private final ServerPace pace;
    private final CallPermits permits;
    private final EndpointHealth health;

    /** What refused calls have taught; calls at the same time may overwrite each other's lesson, and learn it again. */
    private volatile BatchLimits learned = BatchLimits.UNLIMITED;

    private final BatchCeiling ceiling = new BatchCeiling();
    private final RecentTimeouts timeouts = new RecentTimeouts();

    private volatile boolean answeredSomebody;

    PooledEndpoint(InferenceClient client, ServerPace pace, Duration cooldown, CallPermits permits, long now) {
        this.client = client;
        this.pace = pace;
        this.permits = permits;
        this.health = new EndpointHealth(cooldown, now);
    }

    /** Whether it is to be called. */
    EndpointHealth health() {
        return health;
    }

    /** Room for calls. */
    CallPermits permits() {
        return permits;
    }

    /**
     * Makes a call, and learns from it what the next ones may carry.
     *
     * @param time the clock that tells how long it takes
     */
    List<Prediction> infer(CallPermits.Permit permit, List<Input> inputs, Time time) throws InterruptedException {
        boolean isTrial = ceiling.begin(inputs.size());
        long start = time.nanos();
        try {
            List<Prediction> predictions = permit.call(client, inputs);
            ceiling.answered(inputs.size(), time.nanos() - start);
            answeredSomebody = true;
            return predictions;
        } catch (InferenceException e) {
            learn(e.failure(), inputs.size(), start, time.nanos());
            throw e;
        } finally {
            if (isTrial) {
                ceiling.trialEnded();
            }
        }
    }

    private void learn(Failure failure, int inputs, long start, long now) {
        BatchLimits admitted = failure.admitted();
        if (admitted != null) {
            learned = learned.and(admitted);
        }
        if (failure.timedOut()) {
            ceiling.timedOut(inputs, now - start);
            timeouts.add(now);
        }
    }

    /** Whether it is known what one call may carry: a standby that is down since the start has told nothing. */
    boolean isKnown() {
        return client.isKnown();
    }

    /** What one call may carry. */
    BatchLimits limits() {
        return client.limits().and(learned).and(new BatchLimits(ceiling.inputs(), Long.MAX_VALUE));
    }

    /** Refuses inputs that have no form in a request to this endpoint. */
    void requireSendable(List<Input> inputs) throws InterruptedException {
        client.requireSendable(inputs);
    }

    /** A call that was put together for another endpoint, or before this one was known, is refused before it leaves. */
    void requireAdmitted(int inputs) {
        BatchLimits limits = limits();
        if (isKnown() && inputs > limits.maxInputs()) {
            String message = "This endpoint takes " + limits.maxInputs() + " inputs a call now, and not " + inputs;
            throw new InferenceException(
                    Failure.of(FailureKind.REJECTED, message).withAdmitted(limits));
        }
    }

    int callsInFlight() {
        return permits.inUse();
    }

    /** Whether it has room for a call of so many inputs. */
    boolean hasRoom(int inputs) {
        return permits.hasRoom() && ceiling.hasRoom(inputs);
    }

    /** Whether such a call may leave this moment. */
    boolean isFree(CallNeeds needs, long now) {
        return hasRoom(needs.inputs())
                && health.gateWait(now).isZero()
                && paceWait(needs, now).isZero();
    }

    /** How long such a call has to wait so that what the server says remains of its limits lasts until they are renewed. */
    Duration paceWait(CallNeeds needs, long now) {
        return pace.delay(needs.tokens(), now);
    }

    /** Whether calls time out here now and then, so that one more says little about what it carried. */
    boolean timesOutOften(long now) {
        return timeouts.areMany(now);
    }

    /**
     * Whether a refusal may be another's fault than it looks: the input's where others were answered here, the configuration's
     * where nobody was.
     */
    boolean isInDoubt(Failure refusal) {
        return refusal.isPresumed() && (refusal.kind() == FailureKind.MISCONFIGURED) == answeredSomebody;
    }

    /** A call leaves. */
    void begin(CallNeeds needs, long now) {
        pace.left(needs.tokens(), now);
        health.begin(now);
    }

    /** A call has ended, however. */
    void ended(CallNeeds needs, long now) {
        pace.ended(needs.tokens(), now);
    }

    /** The call that has failed so has shown something of the endpoint, unless it may have been another's fault. */
    void failed(Failure failure, long now) {
        health.closeGate(failure.hint(), now);
        if (!isInDoubt(failure)) {
            health.failed(failure, now);
        }
    }
}
