package io.github.hfconnect.resilience;

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
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.PriceList;
import io.github.hfconnect.inference.Prices;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import io.github.hfconnect.wiring.SystemTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task allows itself: a rate and a budget, with a clock that stands still. */
class ThrottleTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final CallNeeds TEN_TOKENS = new CallNeeds(1, 30, 10, Set.of());
    private static final Failure DOWN = Failure.ofStatus(FailureKind.UNAVAILABLE, 500, "down");

    private final FakeTime time = new FakeTime();
    private final List<Long> departures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final FakeInferenceClient model = new FakeInferenceClient();
    private final long start = time.nanos();
    private EndpointPool pool = pool(model);

    @Test
    void attemptsAreEvenlySpacedAndRepeatedOnesCount() throws Exception {
        model.failing(DOWN, DOWN);
        ResilientClient client = client(new RateLimit(2, time.nanos()), budget(BudgetLimits.NONE));

        client.infer(List.of(Input.of("a")));
        client.infer(List.of(Input.of("b")));

        assertThat(departures).containsExactly(0L, 500L, 1000L, 1500L);
    }

    @Test
    void lessThanOneRequestASecondIsARateToo() throws Exception {
        ResilientClient client = client(new RateLimit(0.1, time.nanos()), budget(BudgetLimits.NONE));

        client.infer(List.of(Input.of("a")));
        client.infer(List.of(Input.of("b")));

        assertThat(departures).containsExactly(0L, 10_000L);
    }

    @Test
    void timeThatWasNotUsedIsNoCredit() throws Exception {
        ResilientClient client = client(new RateLimit(10, time.nanos()), budget(BudgetLimits.NONE));
        time.advance(Duration.ofHours(1));

        client.infer(List.of(Input.of("a")));
        client.infer(List.of(Input.of("b")));

        assertThat(departures.get(1) - departures.get(0)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN})
    void rateThatIsNoneIsRefused(double perSecond) {
        assertThatThrownBy(() -> new RateLimit(perSecond, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gateThatClosesWhileACallWaitsForItsMomentHoldsItBack() throws Exception {
        ResilientClient client = client(new RateLimit(1, time.nanos()), budget(BudgetLimits.NONE));
        client.infer(List.of(Input.of("a")));
        Failure busy = Failure.ofStatus(FailureKind.OVERLOADED, 429, "busy").withHint(Duration.ofSeconds(30));
        time.onNextSleep(() -> {
            Lease another = pool.leaseNow(CallNeeds.of(1), Throttle.none(time)).orElseThrow();
            pool.failed(another.endpoint(), busy);
            another.close();
        });

        client.infer(List.of(Input.of("b")));

        assertThat(departures.get(1)).isGreaterThanOrEqualTo(30_000L);
    }

    @Test
    void usedUpRequestsWaitForTheNextWindowAndAreToldOnce() throws Exception {
        ResilientClient client = client(none(), budget(limits(2, BudgetLimits.UNLIMITED, WINDOW)));

        for (String text : List.of("a", "b", "c", "d", "e")) {
            client.infer(List.of(Input.of(text)));
        }

        long window = WINDOW.toMillis();
        assertThat(departures).containsExactly(0L, 0L, window, window, 2 * window);
        assertThat(notes).containsExactly("used up for 600 s", "renewed", "used up for 600 s", "renewed");
    }

    @Test
    void failedAttemptsAreRequestsToo() throws Exception {
        model.failing(DOWN);
        ResilientClient client = client(none(), budget(limits(1, BudgetLimits.UNLIMITED, WINDOW)));

        client.infer(List.of(Input.of("a")));

        assertThat(departures).containsExactly(0L, WINDOW.toMillis());
    }

    @Test
    void inputThatCannotBeSentSpendsNothingAndIsNoAttempt() throws Exception {
        Failure noForm = Failure.of(FailureKind.REJECTED, "The input cannot be sent as JSON");
        model.failing(noForm, noForm, noForm);
        ResilientClient client = client(none(), budget(limits(1, BudgetLimits.UNLIMITED, WINDOW)));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.infer(List.of(Input.of("bad"))))
                    .isInstanceOfSatisfying(
                            InferenceException.class,
                            e -> assertThat(e.failure().attempts()).isZero());
        }
        client.infer(List.of(Input.of("good")));

        assertThat(departures).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void inputThatCannotBeSentTakesNoMomentOfTheRate() throws Exception {
        model.unableToSend("bad");
        ResilientClient client =
                client(new RateLimit(1, time.nanos()), budget(limits(2, BudgetLimits.UNLIMITED, WINDOW)));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.infer(List.of(Input.of("bad"))))
                    .isInstanceOfSatisfying(
                            InferenceException.class,
                            e -> assertThat(e.failure().attempts()).isZero());
        }
        client.infer(List.of(Input.of("good")));
        client.infer(List.of(Input.of("good")));

        assertThat(departures).containsExactly(0L, 1000L);
    }

    @Test
    void halvesThatCannotBeSentTakeNoMomentEither() throws Exception {
        model.unableToSend("bad");
        Enricher enricher =
                new Enricher(client(new RateLimit(1, time.nanos()), budget(BudgetLimits.NONE)), BatchLimits.UNLIMITED);

        List<Outcome> outcomes = enricher.enrich(
                Stream.of("a", "b", "c", "bad", "d").map(Input::of).toList());

        assertThat(outcomes.get(3)).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes).filteredOn(Outcome.Enriched.class::isInstance).hasSize(4);
        assertThat(departures).hasSameSizeAs(model.calls());
        assertThat(model.calls()).noneMatch(texts -> texts.contains("bad"));
    }

    @Test
    void tokensAreExceededByOneCallAtMost() {
        Budget budget = budget(limits(BudgetLimits.UNLIMITED, 100, WINDOW));
        long now = time.nanos();
        int begun = 0;
        int underWay = 0;
        // Sixteen callers, each call of 30 tokens; what is under way ends as late as it can.
        while (true) {
            while (underWay < 16 && budget.delay(now).isZero() && budget.begin(now)) {
                begun++;
                underWay++;
            }
            if (underWay == 0) {
                break;
            }
            budget.answered(tokens(20, 10));
            underWay--;
        }

        assertThat(begun).isEqualTo(4);
        assertThat(budget.tokensLeft(now)).isZero();
    }

    /** One unit of money for a million tokens in, ten for a million out, and two for each request. */
    private static final PriceList PRICES = PriceList.of(new Prices(1, 10, 2), "EUR");

    @Test
    void moneyIsExceededByOneCallAtMost() {
        BudgetLimits tenUnits = new BudgetLimits(BudgetLimits.UNLIMITED, BudgetLimits.UNLIMITED, 10, WINDOW, WINDOW);
        Budget budget = new Budget(tenUnits, PRICES, new Notes(), time.nanos());
        long now = time.nanos();
        int calls = 0;
        while (budget.delay(now).isZero() && budget.begin(now)) {
            budget.answered(tokens(500_000, 100_000));
            calls++;
        }

        // Each costs 2 + 0.5 + 1.
        assertThat(calls).isEqualTo(3);
        assertThat(budget.spent(now)).isEqualTo(new Spent(3, 1_800_000, 10.5));
        assertThat(budget.costLeft(now)).isZero();
        assertThat(budget.delay(now)).isEqualTo(WINDOW);
        time.advance(WINDOW);
        assertThat(budget.costLeft(time.nanos())).isEqualTo(10);
    }

    @Test
    void callWhosePriceIsNotKnownIsToldOnce() {
        BudgetLimits limits = new BudgetLimits(BudgetLimits.UNLIMITED, BudgetLimits.UNLIMITED, 10, WINDOW, WINDOW);
        Budget budget = new Budget(limits, PRICES, new Notes(), time.nanos());

        for (int call = 0; call < 3; call++) {
            budget.begin(time.nanos());
            budget.answered(List.of(FakeInferenceClient.prediction("a")));
        }

        assertThat(notes).containsExactly("cost unknown");
    }

    @Test
    void windowOfAnEarlierLifeGoesOn() {
        Budget budget = budget(limits(10, 100, WINDOW));
        budget.hold();
        assertThat(budget.delay(time.nanos())).isPositive();
        assertThat(budget.begin(time.nanos())).isFalse();
        budget.resume(new Spent(9, 40, 0), Duration.ofMinutes(1), time.nanos());

        assertThat(budget.requestsLeft(time.nanos())).isEqualTo(1);
        assertThat(budget.tokensLeft(time.nanos())).isEqualTo(60);
        assertThat(budget.windowLeft(time.nanos())).isEqualTo(Duration.ofMinutes(1));
        time.advance(Duration.ofMinutes(1));
        assertThat(budget.spent(time.nanos())).isEqualTo(Spent.NOTHING);
        assertThat(budget.windowLeft(time.nanos())).isEqualTo(WINDOW);
    }

    @Test
    void whoHasNoMoneyLeftIsToldWhatTheWindowHasSpent() {
        Failure unpaid =
                Failure.ofStatus(FailureKind.MISCONFIGURED, 402, "No credits").withManner(Manner.UNPAID);
        Budget budget = new Budget(BudgetLimits.NONE, PRICES, BudgetListener.none(), time.nanos());
        budget.begin(time.nanos());
        budget.answered(tokens(500_000, 100_000));
        model.failing(unpaid);

        assertThatThrownBy(() -> client(none(), budget).infer(List.of(Input.of("a"))))
                .isInstanceOf(InferenceException.class)
                .hasMessageContainingAll("No credits", "2 requests", "600000 tokens", "3.5 EUR", "86400 s");
    }

    @Test
    void whoPaysByNoPriceListIsToldOfNoCost() {
        model.failing(
                Failure.ofStatus(FailureKind.MISCONFIGURED, 402, "No credits").withManner(Manner.UNPAID));

        assertThatThrownBy(() -> client(none(), budget(BudgetLimits.NONE)).infer(List.of(Input.of("a"))))
                .hasMessageContaining("1 requests")
                .hasMessageNotContaining("cost");
    }

    @Test
    void anyOfTheLimitsHoldsSomebodyBack() {
        Budget oneRequest = budget(limits(1, BudgetLimits.UNLIMITED, WINDOW));
        Budget any = budget(BudgetLimits.NONE);

        assertThat(Throttle.none(time).limits()).isFalse();
        assertThat(new Throttle(new RateLimit(1, time.nanos()), any, time).limits())
                .isTrue();
        assertThat(new Throttle(Pace.UNLIMITED, oneRequest, time).limits()).isTrue();
        assertThat(new Throttle(Pace.UNLIMITED, tokensAMinute(610), any, time).limits())
                .isTrue();
    }

    /** A call of each text is billed ten tokens for each of its three bytes. */
    @Test
    void tokensAMinuteSpaceCallsByWhatTheyTake() throws Exception {
        InferenceClient billing = inputs -> {
            departures.add(Duration.ofNanos(time.nanos() - start).toMillis());
            return tokens(30, 0);
        };
        pool = pool(billing);
        ResilientClient client = client(tokensAMinute(610));

        for (String text : List.of("abc", "def", "ghi", "jkl")) {
            client.infer(List.of(Input.of(text)));
        }

        // Ten tokens a second; the deviation of the first estimate keeps nobody waiting here.
        assertThat(departures).containsExactly(0L, 3_000L, 6_000L, 9_000L);
        assertThat(client.limits().maxBytes()).isEqualTo(1);
        assertThat(notes).isEmpty();
    }

    @Test
    void rateOfTokensGoesByAGuessWhereTheServerDoesNotTell() throws Exception {
        ResilientClient client = client(tokensAMinute(610));

        client.infer(List.of(Input.of("x".repeat(300))));
        client.infer(List.of(Input.of("y")));

        assertThat(Duration.ofNanos(time.nanos() - start)).isEqualTo(Duration.ofSeconds(10));
        client.infer(List.of(Input.of("z")));
        assertThat(notes).containsExactly("tokens guessed");
    }

    @Test
    void guessIsNotToldWhereNoTokensAreLimited() throws Exception {
        TokenAllowance any = new TokenAllowance(TokenLimits.NONE, new Notes(), time.nanos());

        client(any).infer(List.of(Input.of("a")));

        assertThat(notes).isEmpty();
    }

    @Test
    void callThatHasFailedKeepsTheTokensExpectedOfItAndHoldsUpNobody() {
        TokenAllowance tokens = tokensAMinute(610);
        model.failing(DOWN);

        assertThatThrownBy(() -> client(tokens).infer(List.of(Input.of("x".repeat(300)))))
                .isInstanceOf(InferenceException.class);

        assertThat(tokens.usedInMinute(time.nanos())).isEqualTo(100);
        assertNobodyIsHeldUp(tokens);
    }

    @Test
    void callThatWasNotMadeUsesNoTokens() {
        TokenAllowance tokens = tokensAMinute(610);
        model.failing(Failure.of(FailureKind.REJECTED, "The input cannot be sent as JSON"));

        assertThatThrownBy(() -> client(tokens).infer(List.of(Input.of("x".repeat(300)))))
                .isInstanceOf(InferenceException.class);

        assertThat(tokens.usedInMinute(time.nanos())).isZero();
        assertNobodyIsHeldUp(tokens);
    }

    @Test
    void emptyAnswerHoldsUpNobody() throws Exception {
        TokenAllowance tokens = tokensAMinute(610);
        pool = pool(inputs -> List.of());

        client(tokens).infer(List.of(Input.of("a")));

        assertNobodyIsHeldUp(tokens);
    }

    /** As behind a router some providers do: the more calls are under way, the more is left free for what they may be billed. */
    @Test
    void answersThatTellNoTokensAreNoLongerUnderWay() {
        TokenAllowance tokens = tokensAMinute(200);
        end(tokens, tokens(10, 0));
        end(tokens, tokens(20, 0));
        for (int call = 0; call < 100; call++) {
            end(tokens, List.of(FakeInferenceClient.prediction("a")));
        }
        time.advance(Duration.ofMinutes(10));
        end(tokens, List.of(FakeInferenceClient.prediction("a")));
        time.advance(Duration.ofSeconds(10));

        assertThat(tokens.delay(TEN_TOKENS, time.nanos())).isZero();
    }

    private void end(TokenAllowance tokens, List<Prediction> answer) {
        TokenRate.Call call = tokens.begin(TEN_TOKENS, time.nanos());
        tokens.answered(TEN_TOKENS, call, answer.get(0).origin());
    }

    /** Once a minute has gone by. */
    private void assertNobodyIsHeldUp(TokenAllowance tokens) {
        time.advance(TokenRate.WINDOW);
        assertThat(tokens.delay(TEN_TOKENS, time.nanos())).isZero();
    }

    @Test
    void firstCallGoesAloneBecauseNobodyKnowsWhatItTakes() {
        Budget budget = budget(limits(BudgetLimits.UNLIMITED, 100, WINDOW));

        assertThat(budget.begin(time.nanos())).isTrue();
        assertThat(budget.begin(time.nanos())).isFalse();
        assertThat(budget.delay(time.nanos())).isPositive().isLessThan(Duration.ofSeconds(1));
        budget.answered(tokens(1, 0));
        assertThat(budget.begin(time.nanos())).isTrue();
        assertThat(budget.begin(time.nanos())).isTrue();
    }

    @Test
    void serverThatDoesNotSayItsTokensIsToldOnce() {
        Budget budget = budget(limits(BudgetLimits.UNLIMITED, 100, WINDOW));

        for (int call = 0; call < 3; call++) {
            budget.begin(time.nanos());
            budget.answered(List.of(FakeInferenceClient.prediction("a")));
        }

        assertThat(notes).containsExactly("tokens unknown");
    }

    @Test
    void whereNothingIsToBeWaitedForTheConfigurationIsToBeChanged() throws Exception {
        ResilientClient client = client(none(), budget(limits(1, BudgetLimits.UNLIMITED, Duration.ZERO)));
        client.infer(List.of(Input.of("a")));

        assertThatThrownBy(() -> client.infer(List.of(Input.of("b"))))
                .isInstanceOf(InferenceException.class)
                .hasMessageContainingAll("MISCONFIGURED", "`budget.max.requests` 1", "600 s", "on.budget");
        assertThat(model.calls()).hasSize(1);
    }

    @Test
    void waitThatIsTooLongForTheCallerIsHandedBackWithAHint() throws Exception {
        ResilientClient client = client(none(), budget(limits(1, BudgetLimits.UNLIMITED, Duration.ofMinutes(1))));
        client.infer(List.of(Input.of("a")));

        assertThatThrownBy(() -> client.infer(List.of(Input.of("b"))))
                .isInstanceOfSatisfying(InferenceException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(FailureKind.OVERLOADED);
                    assertThat(e.failure().hint()).isEqualTo(WINDOW);
                });
        time.advance(WINDOW.minusSeconds(30));
        client.infer(List.of(Input.of("b")));
        assertThat(departures).containsExactly(0L, WINDOW.toMillis());
    }

    @Test
    void waitEndsWhenTheThreadIsInterrupted() throws Exception {
        Time real = new SystemTime();
        BudgetLimits limits = limits(1, BudgetLimits.UNLIMITED, WINDOW);
        Budget budget = new Budget(limits, BudgetListener.none(), real.nanos());
        Throttle throttle = new Throttle(new RateLimit(0, real.nanos()), budget, real);
        throttle.awaitBudget();
        assertThat(throttle.begin(CallNeeds.of(1), real.nanos())).isPresent();
        Thread.currentThread().interrupt();

        assertThatThrownBy(throttle::awaitBudget).isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatIsLeftIsSeen() {
        Budget budget = budget(limits(3, 100, WINDOW));
        budget.begin(time.nanos());
        budget.answered(tokens(30, 5));

        assertThat(budget.requestsLeft(time.nanos())).isEqualTo(2);
        assertThat(budget.tokensLeft(time.nanos())).isEqualTo(65);
        assertThat(budget(BudgetLimits.NONE).requestsLeft(time.nanos())).isNaN();
        time.advance(WINDOW);
        assertThat(budget.tokensLeft(time.nanos())).isEqualTo(100);
    }

    private RateLimit none() {
        return new RateLimit(0, time.nanos());
    }

    private static BudgetLimits limits(long requests, long tokens, Duration longestWait) {
        return new BudgetLimits(requests, tokens, WINDOW, longestWait);
    }

    private Budget budget(BudgetLimits limits) {
        return new Budget(limits, new Notes(), time.nanos());
    }

    private Throttle throttle(RateLimit rate, Budget budget) {
        return new Throttle(rate, budget, time);
    }

    /** Repeats at once, so that departures are those of the throttle. */
    private ResilientClient client(RateLimit rate, Budget budget) {
        InferenceClient watched = new InferenceClient() {
            @Override
            public void requireSendable(List<Input> inputs) {
                model.requireSendable(inputs);
            }

            @Override
            public List<Prediction> infer(List<Input> inputs) {
                departures.add(Duration.ofNanos(time.nanos() - start).toMillis());
                return model.infer(inputs);
            }
        };
        pool = pool(watched);
        RetryPolicy policy = new RetryPolicy(5, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO);
        return new ResilientClient(pool, policy, throttle(rate, budget), () -> 0.5, failure -> {});
    }

    private TokenAllowance tokensAMinute(long most) {
        return new TokenAllowance(TokenLimits.of(most, TokenLimits.UNLIMITED, 0), new Notes(), time.nanos());
    }

    /** One of the pool that makes one attempt. */
    private ResilientClient client(TokenAllowance tokens) {
        return new ResilientClient(
                pool,
                new RetryPolicy(1, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO),
                new Throttle(none(), tokens, budget(BudgetLimits.NONE), time),
                () -> 0.5,
                failure -> {});
    }

    private EndpointPool pool(InferenceClient client) {
        return new EndpointPool(
                List.of(client), EndpointStrategy.FAILOVER, Duration.ZERO, ConcurrencyRange.fixed(16), time);
    }

    private static List<Prediction> tokens(long in, long out) {
        return List.of(
                new Prediction("a", new Origin(null, null, "memory", null, Duration.ZERO, 1, false, in, out, null)));
    }

    private final class Notes implements BudgetListener {

        @Override
        public void usedUp(Duration untilRenewed) {
            notes.add("used up for " + untilRenewed.toSeconds() + " s");
        }

        @Override
        public void renewed() {
            notes.add("renewed");
        }

        @Override
        public void tokensUnknown() {
            notes.add("tokens unknown");
        }

        @Override
        public void costUnknown() {
            notes.add("cost unknown");
        }

        @Override
        public void tokensGuessed() {
            notes.add("tokens guessed");
        }
    }
}
