package io.github.hfconnect.resilience;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the end of a call tells to whoever decides about the next: budget, endpoints and the adaptive limit. */
class CallFeedbackTest {

    private static final Failure DOWN = Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway");
    private static final Failure BUSY = Failure.ofStatus(FailureKind.OVERLOADED, 429, "too many requests");
    private static final Failure BAD = Failure.ofStatus(FailureKind.REJECTED, 422, "too long");
    private static final List<Input> INPUTS = List.of(Input.of("a"));

    private final FakeTime time = new FakeTime();
    private final FakeInferenceClient first = new FakeInferenceClient();
    private final FakeInferenceClient second = new FakeInferenceClient();
    private final FakeInferenceClient third = new FakeInferenceClient();
    private final Budget budget = new Budget(
            new BudgetLimits(BudgetLimits.UNLIMITED, 100, Duration.ofMinutes(1), Duration.ofMinutes(1)),
            BudgetListener.none(),
            time.nanos());

    @Test
    void answerSpendsItsTokens() throws Exception {
        client(pool(EndpointStrategy.FAILOVER, inputs -> tokens(40)), budget).infer(INPUTS);

        assertThat(budget.tokensLeft(time.nanos())).isEqualTo(60);
    }

    /** What a call under way may cost is kept for it until it ends, also where it costs nothing. */
    @Test
    void failedCallNoLongerHoldsTokens() throws Exception {
        List<Boolean> isToFail = new ArrayList<>(List.of(false, true, false));
        EndpointPool pool = pool(EndpointStrategy.FAILOVER, inputs -> {
            if (isToFail.remove(0)) {
                throw new InferenceException(DOWN);
            }
            return tokens(49);
        });
        ResilientClient client = client(pool, budget);

        client.infer(INPUTS);
        assertThatThrownBy(() -> client.infer(INPUTS)).isInstanceOf(InferenceException.class);
        time.advance(Duration.ofSeconds(10));
        client.infer(INPUTS);

        assertThat(time.sleeps()).isEmpty();
        assertThat(budget.tokensLeft(time.nanos())).isEqualTo(2);
    }

    /** Nobody knows yet what a call may cost, so that the next one waits for those that are under way. */
    @Test
    void callAfterTheVeryFirstHasFailedNeedNotWaitForIt() {
        first.failing(DOWN);

        assertThatThrownBy(() ->
                        client(pool(EndpointStrategy.FAILOVER, first), budget).infer(INPUTS))
                .isInstanceOf(InferenceException.class);

        assertThat(budget.delay(time.nanos())).isZero();
    }

    @Test
    void callsAreSpacedByWhatTheServerHasSaidOfItsLimits() {
        ServerPace pace = new ServerPace(0);
        EndpointPool pool = new EndpointPool(
                List.of(first),
                List.of(pace),
                EndpointStrategy.FAILOVER,
                Duration.ofSeconds(5),
                ConcurrencyRange.fixed(16),
                time);
        Lease call = pool.leaseNow(CallNeeds.of(1), Throttle.none(time)).orElseThrow();
        pace.said(List.of(new Quota("r", Quota.Unit.REQUESTS, 100L, 20, Duration.ofMinutes(1), null)));
        call.close();

        assertThat(pool.leaseNow(CallNeeds.of(1), Throttle.none(time))).isPresent();
        assertThat(pool.leaseNow(CallNeeds.of(1), Throttle.none(time))).isEmpty();
        time.advance(Duration.ofSeconds(4));
        assertThat(pool.leaseNow(CallNeeds.of(1), Throttle.none(time))).isPresent();
    }

    @Test
    void idleEndpointsAreNotTakenForLoaded() throws Exception {
        ResilientClient client = client(pool(EndpointStrategy.LEAST_LOADED, first, second));

        for (int call = 0; call < 3; call++) {
            client.infer(INPUTS);
        }

        assertThat(first.calls()).hasSize(3);
    }

    @Test
    void loadedEndpointIsPassedBy() throws Exception {
        AtomicReference<ResilientClient> client = new AtomicReference<>();
        EndpointPool pool = pool(
                EndpointStrategy.LEAST_LOADED,
                inputs -> {
                    // While this call is under way.
                    requireNonNull(client.get()).infer(INPUTS);
                    return first.infer(inputs);
                },
                second);
        client.set(client(pool));

        requireNonNull(client.get()).infer(INPUTS);

        assertThat(first.calls()).hasSize(1);
        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void endpointsTakeTurns() throws Exception {
        List<Integer> order = new ArrayList<>();
        ResilientClient client = client(pool(
                EndpointStrategy.ROUND_ROBIN,
                noting(order, 1, first),
                noting(order, 2, second),
                noting(order, 3, third)));

        for (int call = 0; call < 6; call++) {
            client.infer(INPUTS);
        }

        assertThat(order).containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void endpointThatAnswersAgainHasCooledDown() throws Exception {
        first.failing(DOWN);
        EndpointPool pool = pool(EndpointStrategy.FAILOVER, first);
        assertThatThrownBy(() -> client(pool).infer(INPUTS)).isInstanceOf(InferenceException.class);
        assertThat(pool.coolingDown(time.nanos())).isEqualTo(1);

        client(pool).infer(INPUTS);

        assertThat(pool.coolingDown(time.nanos())).isZero();
    }

    /** Who refuses an input is well. */
    @Test
    void endpointThatRefusesAnInputHasCooledDown() {
        first.failing(DOWN, BAD);
        EndpointPool pool = pool(EndpointStrategy.FAILOVER, first);
        assertThatThrownBy(() -> client(pool).infer(INPUTS)).isInstanceOf(InferenceException.class);

        assertThatThrownBy(() -> client(pool).infer(INPUTS)).isInstanceOf(InferenceException.class);

        assertThat(pool.coolingDown(time.nanos())).isZero();
    }

    /** Who takes less than a call carries works. */
    @Test
    void endpointThatRefusesACallForItsSizeHasCooledDown() {
        first.failing(DOWN, BAD.withAdmitted(new BatchLimits(1, 10)));
        EndpointPool pool = pool(EndpointStrategy.FAILOVER, first);
        assertThatThrownBy(() -> client(pool).infer(INPUTS)).isInstanceOf(InferenceException.class);
        assertThat(pool.coolingDown(time.nanos())).isEqualTo(1);

        assertThatThrownBy(() -> client(pool).infer(INPUTS)).isInstanceOf(InferenceException.class);

        assertThat(pool.coolingDown(time.nanos())).isZero();
    }

    @Test
    void callIsInUseWhileItIsUnderWay() throws Exception {
        AtomicReference<EndpointPool> pool = new AtomicReference<>();
        List<Integer> inUse = new ArrayList<>();
        pool.set(pool(EndpointStrategy.FAILOVER, inputs -> {
            inUse.add(requireNonNull(pool.get()).concurrencyInUse());
            return first.infer(inputs);
        }));

        client(requireNonNull(pool.get())).infer(INPUTS);

        assertThat(inUse).containsExactly(1);
        assertThat(requireNonNull(pool.get()).concurrencyInUse()).isZero();
    }

    @Test
    void refusalsMakeFewerCallsAtATimeAndOtherFailuresDoNot() {
        assertThat(limitAfter(DOWN)).isEqualTo(16);
        assertThat(limitAfter(BUSY.withManner(Manner.LOADING))).isEqualTo(16);
        assertThat(limitAfter(BUSY)).isLessThan(16);
    }

    /** Of an endpoint that answers every second call. */
    private int limitAfter(Failure failure) {
        FakeInferenceClient endpoint = new FakeInferenceClient();
        EndpointPool pool = pool(EndpointStrategy.FAILOVER, endpoint);
        ResilientClient client = client(pool);
        IntStream.range(0, 200).forEach(call -> {
            if (call % 2 == 0) {
                endpoint.failing(failure);
            }
            time.advance(Duration.ofMinutes(10));
            try {
                client.infer(INPUTS);
            } catch (InferenceException e) {
                assertThat(e.failure().kind()).isEqualTo(failure.kind());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return pool.concurrencyLimit();
    }

    private static InferenceClient noting(List<Integer> order, int endpoint, InferenceClient client) {
        return inputs -> {
            order.add(endpoint);
            return client.infer(inputs);
        };
    }

    private static List<Prediction> tokens(long count) {
        return List.of(
                new Prediction("a", new Origin(null, null, "memory", null, Duration.ZERO, 1, false, count, 0L, null)));
    }

    private EndpointPool pool(EndpointStrategy strategy, InferenceClient... endpoints) {
        return new EndpointPool(List.of(endpoints), strategy, Duration.ofSeconds(5), new ConcurrencyRange(1, 16), time);
    }

    private ResilientClient client(EndpointPool pool) {
        return client(pool, new Budget(BudgetLimits.NONE, BudgetListener.none(), time.nanos()));
    }

    /** One that makes one attempt. */
    private ResilientClient client(EndpointPool pool, Budget budget) {
        return new ResilientClient(
                pool,
                new RetryPolicy(1, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO),
                new Throttle(new RateLimit(0, time.nanos()), budget, time),
                () -> 0.5,
                failure -> {});
    }
}
