package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two endpoints of which one is not well: which is called, when, and when the call has failed. */
class SeveralEndpointsTest {

    private static final Failure BUSY = Failure.ofStatus(FailureKind.OVERLOADED, 429, "too many requests");
    private static final Failure DOWN = Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway");
    private static final Failure LATE =
            Failure.of(FailureKind.UNAVAILABLE, "No answer in time").withManner(Manner.TIMED_OUT);
    private static final Failure BAD_TOKEN = Failure.ofStatus(FailureKind.MISCONFIGURED, 401, "set token");
    private static final Failure LOADING =
            Failure.ofStatus(FailureKind.OVERLOADED, 503, "loading").withManner(Manner.LOADING);
    private static final Duration COOLDOWN = Duration.ofSeconds(5);
    private static final List<Input> INPUTS = List.of(Input.of("a"));

    private final FakeTime time = new FakeTime();
    private final FakeInferenceClient first = new FakeInferenceClient();
    private final FakeInferenceClient second = new FakeInferenceClient();
    private final List<Failure> misconfigured = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void overloadedEndpointRestsWhileTheOtherServes(EndpointStrategy strategy) throws Exception {
        first.failing(BUSY, BUSY, BUSY, BUSY, BUSY);
        ResilientClient client = client(pool(strategy), 5);

        for (int call = 0; call < 4; call++) {
            client.infer(INPUTS);
        }

        assertThat(first.calls()).hasSize(1);
        assertThat(second.calls()).hasSize(4);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void loadingEndpointRestsWhileTheOtherServes() throws Exception {
        first.failing(LOADING, LOADING, LOADING);

        client(pool(EndpointStrategy.FAILOVER), 5).infer(INPUTS);

        assertThat(first.calls()).hasSize(1);
        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void whereAllAreOverloadedTheBackoffIsKept() throws Exception {
        first.failing(BUSY, BUSY);
        second.failing(BUSY);

        client(pool(EndpointStrategy.FAILOVER), 5).infer(INPUTS);

        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void callThatSleepsOutALongHintMovesToTheEndpointThatIsReadyFirst() throws Exception {
        second.failing(DOWN);
        ResilientClient client = client(pool(EndpointStrategy.FAILOVER), 5);
        first.failing(BUSY.withHint(Duration.ofMinutes(4)));

        client.infer(INPUTS);

        assertThat(time.sleeps()).allMatch(sleep -> sleep.compareTo(COOLDOWN) <= 0);
        assertThat(second.calls()).hasSize(2);
    }

    @Test
    void misconfiguredEndpointDoesNotEndACallThatTheOtherMayYetAnswer() throws Exception {
        first.failing(BAD_TOKEN);
        second.failing(DOWN, BUSY.withHint(Duration.ofSeconds(30)));

        client(pool(EndpointStrategy.FAILOVER), 3).infer(INPUTS);

        assertThat(misconfigured).containsExactly(BAD_TOKEN);
        assertThat(first.calls()).hasSize(1);
        assertThat(second.calls()).hasSize(3);
    }

    @Test
    void misconfiguredEndpointIsNoAttemptOfTheOther() throws Exception {
        first.failing(BAD_TOKEN);

        client(pool(EndpointStrategy.FAILOVER), 1).infer(INPUTS);

        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void whereTheOtherIsDownTheCallEndsAsUnavailable() {
        first.failing(BAD_TOKEN);
        second.failing(DOWN, DOWN, DOWN);

        assertThatThrownBy(() -> client(pool(EndpointStrategy.FAILOVER), 3).infer(INPUTS))
                .hasMessageContaining("UNAVAILABLE: bad gateway");
        assertThat(first.calls()).hasSize(1);
    }

    @Test
    void misconfiguredEndpointIsTriedAgainAfterFiveMinutes() throws Exception {
        first.failing(BAD_TOKEN);
        ResilientClient client = client(pool(EndpointStrategy.FAILOVER), 3);
        client.infer(INPUTS);

        time.advance(Duration.ofMinutes(5).minusSeconds(1));
        client.infer(INPUTS);
        assertThat(first.calls()).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        client.infer(INPUTS);

        assertThat(first.calls()).hasSize(2);
        assertThat(second.calls()).hasSize(2);
    }

    @Test
    void misconfiguredEndpointIsNotCalledInPlaceOfOneThatAsksForALongerWait() {
        EndpointPool pool = pool(EndpointStrategy.FAILOVER);
        pool.failed(leased(pool), BAD_TOKEN);
        pool.failed(leased(pool), BUSY.withHint(Duration.ofMinutes(10)));

        assertThat(pool.leaseNow(CallNeeds.of(1), Throttle.none(time))).isEmpty();
        time.advance(Duration.ofMinutes(5));
        assertThat(pool.leaseNow(CallNeeds.of(1), Throttle.none(time))).isPresent();
    }

    @Test
    void oneInputThatIsNotAnsweredInTimeIsAskedOfTheOther() throws Exception {
        ResilientClient client = client(pool(EndpointStrategy.FAILOVER), 3);
        client.infer(INPUTS);
        first.failing(LATE);

        client.infer(INPUTS);

        assertThat(first.calls()).hasSize(2);
        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void endpointWithRoomIsCalledBeforeOneWhoseTurnItIs() {
        EndpointPool pool = new EndpointPool(
                List.of(first, second), EndpointStrategy.ROUND_ROBIN, COOLDOWN, ConcurrencyRange.fixed(1), time);
        leased(pool);
        Lease ended = pool.leaseNow(CallNeeds.of(1), Throttle.none(time)).orElseThrow();
        ended.close();

        assertThat(leased(pool)).isSameAs(ended.endpoint());
    }

    @Test
    void callWhoseMomentIsStillToComeLeavesForTheEndpointThatIsReadyThen() throws Exception {
        EndpointPool pool = pool(EndpointStrategy.FAILOVER);
        ResilientClient other = client(pool, 5);
        Throttle oneASecond = throttle(new RateLimit(1, time.nanos()));
        ResilientClient client = client(pool, 5, oneASecond);
        client.infer(INPUTS);
        first.failing(BUSY.withHint(Duration.ofMinutes(4)));
        long start = time.nanos();

        // While it waits for its moment, another call finds the first endpoint closed for minutes.
        time.onNextSleep(() -> inferred(other));
        client.infer(INPUTS);

        assertThat(Duration.ofNanos(time.nanos() - start)).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(first.calls()).hasSize(2);
        assertThat(second.calls()).hasSize(2);
    }

    @Test
    void failuresOfCallsInFlightCountOnce() {
        EndpointPool pool = pool(EndpointStrategy.FAILOVER);
        PooledEndpoint endpoint = leased(pool);

        for (int call = 0; call < 16; call++) {
            pool.failed(endpoint, DOWN);
        }

        assertThat(endpoint.health().untilReady(time.nanos())).isEqualTo(COOLDOWN);
    }

    @Test
    void oneProbeAtATimeAndALongerCooldownAfterEachThatFails() {
        EndpointPool pool = pool(EndpointStrategy.FAILOVER);
        PooledEndpoint endpoint = leased(pool);
        pool.failed(endpoint, DOWN);
        List<Long> cooldowns = new ArrayList<>();
        for (int probe = 0; probe < 9; probe++) {
            Duration cooldown = endpoint.health().untilReady(time.nanos());
            cooldowns.add(cooldown.toSeconds());
            time.advance(cooldown);

            assertThat(leased(pool)).as("the probe").isSameAs(endpoint);
            assertThat(leased(pool)).as("others meanwhile").isNotSameAs(endpoint);
            pool.failed(endpoint, DOWN);
        }

        assertThat(cooldowns).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void successEndsTheCooldownAndForgetsEarlierFailures() {
        EndpointPool pool = pool(EndpointStrategy.FAILOVER);
        PooledEndpoint endpoint = leased(pool);
        pool.failed(endpoint, DOWN);
        time.advance(COOLDOWN);
        leased(pool);
        pool.failed(endpoint, DOWN);
        assertThat(pool.coolingDown(time.nanos())).isEqualTo(1);

        pool.succeeded(endpoint);
        assertThat(pool.coolingDown(time.nanos())).isZero();
        pool.failed(endpoint, DOWN);

        assertThat(endpoint.health().untilReady(time.nanos())).isEqualTo(COOLDOWN);
    }

    @Test
    void poolIsReadyWhenItsFirstEndpointIs() {
        EndpointPool pool = pool(EndpointStrategy.FAILOVER);
        pool.failed(leased(pool), BUSY.withHint(Duration.ofMinutes(1)));
        assertThat(pool.untilReady(time.nanos())).isZero();

        pool.failed(leased(pool), DOWN);

        assertThat(pool.untilReady(time.nanos())).isEqualTo(COOLDOWN);
        assertThat(pool.coolingDown(time.nanos())).isEqualTo(1);
    }

    private EndpointPool pool(EndpointStrategy strategy) {
        return new EndpointPool(List.of(first, second), strategy, COOLDOWN, ConcurrencyRange.fixed(16), time);
    }

    private PooledEndpoint leased(EndpointPool pool) {
        return pool.leaseNow(CallNeeds.of(1), Throttle.none(time)).orElseThrow().endpoint();
    }

    private Throttle throttle(RateLimit rate) {
        return new Throttle(rate, new Budget(BudgetLimits.NONE, BudgetListener.none(), time.nanos()), time);
    }

    private static void inferred(ResilientClient client) {
        try {
            client.infer(INPUTS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ResilientClient client(EndpointPool pool, int maxAttempts) {
        return client(pool, maxAttempts, Throttle.none(time));
    }

    private ResilientClient client(EndpointPool pool, int maxAttempts, Throttle throttle) {
        // Half of it, by the jitter.
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
        RetryPolicy policy = new RetryPolicy(maxAttempts, backoff, Duration.ofMinutes(10));
        return new ResilientClient(pool, policy, throttle, () -> 0.5, misconfigured::add);
    }
}
