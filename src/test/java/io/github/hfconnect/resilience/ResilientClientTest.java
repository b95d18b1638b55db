package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResilientClientTest {

    private static final Failure BUSY = Failure.ofStatus(FailureKind.OVERLOADED, 429, "too many requests");
    private static final Failure DOWN = Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway");
    private static final Failure GARBLED = Failure.ofStatus(FailureKind.MALFORMED, 200, "not JSON");
    private static final Failure BAD_TOKEN = Failure.ofStatus(FailureKind.MISCONFIGURED, 401, "set token");
    private static final Failure BAD_INPUT = Failure.ofStatus(FailureKind.REJECTED, 422, "too long");
    private static final Failure CLOSED =
            Failure.of(FailureKind.UNAVAILABLE, "closed").withManner(Manner.CLOSED_CONNECTION);
    private static final Failure LATE =
            Failure.of(FailureKind.UNAVAILABLE, "No answer in time").withManner(Manner.TIMED_OUT);
    private static final Failure LOADING =
            Failure.ofStatus(FailureKind.OVERLOADED, 503, "loading").withManner(Manner.LOADING);
    private static final List<Input> INPUTS = List.of(Input.of("a"));

    private final FakeTime time = new FakeTime();
    private final FakeInferenceClient first = new FakeInferenceClient();
    private final FakeInferenceClient second = new FakeInferenceClient();
    private final List<Failure> misconfigured = new ArrayList<>();

    @Test
    void failedCallIsMadeAgainAfterABackoff() throws Exception {
        first.failing(DOWN, DOWN);

        List<Prediction> predictions = only(first).infer(INPUTS);

        assertThat(predictions.get(0).origin().attempts()).isEqualTo(3);
        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(125), Duration.ofMillis(250));
    }

    @Test
    void attemptsEndWithTheLastFailureAndTheEarlierOnesSuppressed() {
        first.failing(BUSY, DOWN, DOWN, DOWN);

        assertThatThrownBy(() -> only(first).infer(INPUTS)).isInstanceOfSatisfying(InferenceException.class, e -> {
            assertThat(e.failure()).isEqualTo(DOWN.withAttempts(4));
            assertThat(e.getSuppressed()).hasSize(3);
        });
    }

    @Test
    void recordsOwnFaultIsNotTriedAgain() {
        first.failing(BAD_INPUT);

        assertThatThrownBy(() -> both(EndpointStrategy.FAILOVER).infer(INPUTS)).isInstanceOf(InferenceException.class);
        assertThat(first.calls().size() + second.calls().size()).isEqualTo(1);
    }

    @Test
    void malformedAnswerGetsOneMoreAttempt() {
        first.failing(GARBLED, GARBLED, GARBLED);

        assertThatThrownBy(() -> only(first).infer(INPUTS)).hasMessageContaining("MALFORMED: not JSON");
        assertThat(first.calls()).hasSize(2);
    }

    @Test
    void answerThatCannotBeUsedIsAskedForOnceMore() {
        Failure unusable =
                Failure.ofStatus(FailureKind.REJECTED, 200, "breaks the schema").withManner(Manner.UNUSABLE_ANSWER);
        first.failing(unusable, unusable, unusable);

        assertThatThrownBy(() -> only(first).infer(INPUTS)).hasMessageContaining("REJECTED: breaks the schema");
        assertThat(first.calls()).hasSize(2);
    }

    @Test
    void serversHintWinsOverTheBackoff() throws Exception {
        first.failing(BUSY.withHint(Duration.ofSeconds(7)));

        only(first).infer(INPUTS);

        assertThat(time.nanos() - new FakeTime().nanos())
                .isEqualTo(Duration.ofSeconds(7).toNanos());
    }

    @Test
    void hintHoldsBackOtherCallsToo() throws Exception {
        EndpointPool pool = pool(EndpointStrategy.FAILOVER, first);
        first.failing(BUSY.withHint(Duration.ofSeconds(7)));
        assertThatThrownBy(() -> client(pool, 1).infer(INPUTS)).isInstanceOf(InferenceException.class);

        client(pool, 1).infer(INPUTS);

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void loadingModelIsWaitedForWithoutCountingAttempts() throws Exception {
        for (int i = 0; i < 20; i++) {
            first.failing(LOADING.withHint(Duration.ofSeconds(20)));
        }

        only(first).infer(INPUTS);

        assertThat(first.calls()).hasSize(21);
    }

    @Test
    void backoffGrowsWhileAModelLoadsThatDoesNotSayForHowLong() throws Exception {
        for (int i = 0; i < 10; i++) {
            first.failing(LOADING);
        }

        only(first).infer(INPUTS);

        List<Duration> sleeps = time.sleeps();
        assertThat(sleeps).startsWith(Duration.ofMillis(125), Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(sleeps).endsWith(Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    @Test
    void waitForALoadingModelHasAnEnd() {
        for (int i = 0; i < 100; i++) {
            first.failing(LOADING.withHint(Duration.ofSeconds(20)));
        }

        assertThatThrownBy(() -> only(first).infer(INPUTS)).hasMessageContaining("loading");
        assertThat(first.calls()).hasSize(31);
    }

    @Test
    void loadingModelIsWaitedForHoweverLongTheTaskHasRun() throws Exception {
        time.advance(Duration.ofHours(1));
        first.failing(LOADING.withHint(Duration.ofSeconds(20)));

        only(first).infer(INPUTS);

        assertThat(first.calls()).hasSize(2);
    }

    @Test
    void inputThatIsNotAnsweredInTimeIsAskedAgainWhereNothingWasAnsweredBefore() throws Exception {
        first.failing(LATE);

        only(first).infer(INPUTS);

        assertThat(first.calls()).hasSize(2);
    }

    @Test
    void inputThatIsNotAnsweredInTimeIsAskedAgainWhereTheEndpointWasNotWell() throws Exception {
        ResilientClient client = client(pool(EndpointStrategy.FAILOVER, first), 2);
        client.infer(INPUTS);
        first.failing(DOWN, LATE);

        assertThatThrownBy(() -> client.infer(INPUTS)).hasMessageContaining("No answer in time");
        first.failing(LATE);
        client.infer(INPUTS);

        assertThat(first.calls()).hasSize(5);
    }

    /** The server still works on it for a moment. */
    @Test
    void batchThatIsNotAnsweredInTimeEndsAfterABackoffAndIsNotAskedAgain() {
        first.failing(LATE);

        assertThatThrownBy(() -> only(first).infer(List.of(Input.of("a"), Input.of("b"))))
                .hasMessageContaining("No answer in time");

        assertThat(first.calls()).hasSize(1);
        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(125));
    }

    /** As one that was put together before another has taught how much the endpoint takes. */
    @Test
    void callThatCarriesMoreThanTheEndpointTakesIsRefusedBeforeItLeaves() {
        first.takingAtMost(1);

        assertThatThrownBy(() -> only(first).infer(List.of(Input.of("a"), Input.of("b"))))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        e -> assertThat(e.failure().admitted()).isEqualTo(first.limits()));
        assertThat(first.calls()).isEmpty();
    }

    @Test
    void failoverCallsTheNextEndpointAtOnce() throws Exception {
        first.failing(DOWN);

        both(EndpointStrategy.FAILOVER).infer(INPUTS);

        assertThat(second.calls()).hasSize(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void failedEndpointIsLeftAloneUntilItsCooldownIsOver() throws Exception {
        first.failing(DOWN);
        ResilientClient client = both(EndpointStrategy.FAILOVER);
        client.infer(INPUTS);
        client.infer(INPUTS);
        assertThat(first.calls()).hasSize(1);

        time.advance(Duration.ofSeconds(5));
        client.infer(INPUTS);

        assertThat(first.calls()).hasSize(2);
    }

    @Test
    void shortHintIsWaitedForAndALongOneSwitches() throws Exception {
        first.failing(BUSY.withHint(Duration.ofMillis(500)), BUSY.withHint(Duration.ofMinutes(1)));
        ResilientClient client = both(EndpointStrategy.FAILOVER);

        client.infer(INPUTS);

        assertThat(first.calls()).hasSize(2);
        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void misconfiguredEndpointDoesNotStopTheOthersButIsTold() throws Exception {
        first.failing(BAD_TOKEN);

        both(EndpointStrategy.FAILOVER).infer(INPUTS);

        assertThat(second.calls()).hasSize(1);
        assertThat(misconfigured).containsExactly(BAD_TOKEN);
    }

    @Test
    void misconfigurationEverywhereEndsTheCall() {
        first.failing(BAD_TOKEN);
        second.failing(BAD_TOKEN);

        assertThatThrownBy(() -> both(EndpointStrategy.FAILOVER).infer(INPUTS)).hasMessageContaining("set token");
    }

    @Test
    void roundRobinTakesTurns() throws Exception {
        ResilientClient client = both(EndpointStrategy.ROUND_ROBIN);
        for (int i = 0; i < 6; i++) {
            client.infer(INPUTS);
        }

        assertThat(first.calls()).hasSize(3);
        assertThat(second.calls()).hasSize(3);
    }

    @Test
    void leastLoadedPrefersTheIdleEndpoint() throws Exception {
        EndpointPool pool = pool(EndpointStrategy.LEAST_LOADED, first, second);
        assertThat(pool.leaseNow(CallNeeds.of(1), Throttle.none(time))).isPresent();

        client(pool, 4).infer(INPUTS);

        assertThat(second.calls()).hasSize(1);
    }

    @Test
    void closedConnectionIsNoAttempt() throws Exception {
        first.failing(CLOSED, CLOSED);

        client(pool(EndpointStrategy.FAILOVER, first), 1).infer(INPUTS);

        assertThat(first.calls()).hasSize(3);
    }

    @Test
    void serverThatClosesEachConnectionIsNotAskedForEver() {
        for (int i = 0; i < 20; i++) {
            first.failing(CLOSED);
        }

        assertThatThrownBy(
                        () -> client(pool(EndpointStrategy.FAILOVER, first), 1).infer(INPUTS))
                .hasMessageContaining("closed");
        assertThat(first.calls()).hasSize(4);
    }

    private ResilientClient only(FakeInferenceClient client) {
        return client(pool(EndpointStrategy.FAILOVER, client), 4);
    }

    private ResilientClient both(EndpointStrategy strategy) {
        return client(pool(strategy, first, second), 4);
    }

    private EndpointPool pool(EndpointStrategy strategy, InferenceClient... clients) {
        return new EndpointPool(List.of(clients), strategy, Duration.ofSeconds(5), ConcurrencyRange.fixed(16), time);
    }

    private ResilientClient client(EndpointPool pool, int maxAttempts) {
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
        RetryPolicy policy = new RetryPolicy(maxAttempts, backoff, Duration.ofMinutes(10));
        return new ResilientClient(pool, policy, Throttle.none(time), () -> 0.5, misconfigured::add);
    }
}
