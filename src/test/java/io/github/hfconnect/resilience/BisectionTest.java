package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that make a server fail every time, among others that it answers, and outages that look alike. */
class BisectionTest {

    private static final BatchLimits LIMITS = new BatchLimits(32, 1_000_000);
    private static final Failure BROKEN = Failure.ofStatus(FailureKind.UNAVAILABLE, 500, "internal error");

    private final FakeInferenceClient model = new FakeInferenceClient();
    private final Enricher enricher = new Enricher(model, LIMITS);

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "MALFORMED"})
    void onePoisonAmong31FailsAloneUnderItsOwnKind(FailureKind kind) throws Exception {
        model.failingOn(Failure.of(kind, "NaN where a number must be"), "17");

        List<Outcome> outcomes = enricher.enrich(numbers(32));

        assertThat(condemned(outcomes)).containsExactly(17);
        assertThat(answered(outcomes)).hasSize(31);
        Failure failure = ((Outcome.Failed) outcomes.get(17)).failure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains("NaN", "It is this input that fails, each time; others are answered");
        assertThat(model.calls()).hasSizeLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 31})
    void severalPoisonsAreFoundWhereverTheyStand(int poisons) throws Exception {
        List<Integer> places = IntStream.range(0, poisons)
                .map(i -> i * 13 % 32)
                .sorted()
                .boxed()
                .toList();
        places.forEach(place -> model.failingOn(BROKEN, String.valueOf(place)));

        // The search for one that is answered begins elsewhere each time, as batches that wait come back.
        List<Outcome> outcomes = enricher.enrich(numbers(32));
        for (int round = 0; round < 32 && Bisection.isStopped(outcomes); round++) {
            outcomes = enricher.enrich(numbers(32));
        }

        assertThat(condemned(outcomes)).isEqualTo(places);
        assertThat(answered(outcomes)).hasSize(32 - poisons);
    }

    @Test
    void allPoisonIsCondemnedOneByOneWhereOthersAreAnswered() throws Exception {
        enricher.enrich(inputs("fine"));
        numbers(32).forEach(input -> model.failingOn(BROKEN, input.text()));

        List<Outcome> outcomes = enricher.enrich(numbers(32));

        assertThat(condemned(outcomes)).hasSize(32);
        assertThat(model.calls()).hasSizeLessThanOrEqualTo(7 * 32);
    }

    @Test
    void whereNothingWasEverAnsweredAllPoisonCannotBeToldFromAnOutage() throws Exception {
        numbers(32).forEach(input -> model.failingOn(BROKEN, input.text()));

        List<Outcome> outcomes = enricher.enrich(numbers(32));

        assertThat(outcomes).containsOnly(new Outcome.Failed(BROKEN, false));
        assertThat(model.calls()).hasSize(3);
    }

    @Test
    void searchForOneThatIsAnsweredAsksTwoDifferentInputs() throws Exception {
        model.failingOn(BROKEN, "0");

        assertThat(condemned(enricher.enrich(numbers(4)))).containsExactly(0);
        assertThat(model.calls()).startsWith(List.of("0", "1", "2", "3"), List.of("0"), List.of("2"));
    }

    /** Each further call would last as long as a server may take for an answer. */
    @Test
    void silenceWhereNothingWasEverAnsweredIsNotSearchedForACulprit() throws Exception {
        Failure late = Failure.of(FailureKind.UNAVAILABLE, "No answer in time").withManner(Manner.TIMED_OUT);
        numbers(8).forEach(input -> model.failingOn(late, input.text()));

        assertThat(enricher.enrich(numbers(8))).containsOnly(new Outcome.Failed(late, false));
        assertThat(model.calls()).hasSize(3);
    }

    @Test
    void inputAloneIsCondemnedBetweenTwoAnswersOfTheControl() throws Exception {
        model.failingOn(BROKEN, "poison");
        enricher.enrich(inputs("fine"));

        List<Outcome> outcomes = enricher.enrich(inputs("poison"));

        assertThat(condemned(outcomes)).containsExactly(0);
        assertThat(model.calls().stream().flatMap(List::stream))
                .containsExactly("fine", "poison", "fine", "poison", "fine");
    }

    @Test
    void inputAloneIsNotCondemnedWhereNothingWasEverAnswered() throws Exception {
        model.failingOn(BROKEN, "poison");

        assertThat(enricher.enrich(inputs("poison"))).containsExactly(new Outcome.Failed(BROKEN, false));
    }

    @Test
    void answersToOthersMeanwhileSpareTheControl() throws Exception {
        model.failingOn(BROKEN, "poison");
        AtomicBoolean once = new AtomicBoolean(true);
        List<Enricher> self = new ArrayList<>();
        self.add(new Enricher(
                inputs -> {
                    if (once.getAndSet(false)) {
                        self.get(0).enrich(inputs("of another thread"));
                    }
                    return model.infer(inputs);
                },
                LIMITS));

        List<Outcome> outcomes = self.get(0).enrich(inputs("a", "poison"));

        assertThat(condemned(outcomes)).containsExactly(1);
        assertThat(model.calls().subList(0, 3))
                .containsExactly(List.of("of another thread"), List.of("a", "poison"), List.of("a"));
    }

    @Test
    void inputThatIsAnsweredWhenAskedAgainIsEnriched() throws Exception {
        enricher.enrich(inputs("fine"));
        model.failing(BROKEN);

        assertThat(answered(enricher.enrich(inputs("a")))).hasSize(1);
    }

    @Test
    void overloadAndWrongTokensAreNeverAnInputsOwn() throws Exception {
        enricher.enrich(inputs("fine"));
        for (FailureKind kind : List.of(FailureKind.OVERLOADED, FailureKind.MISCONFIGURED)) {
            model.failingOn(Failure.of(kind, "not now"), "a");

            assertThat(condemned(enricher.enrich(inputs("a", "b")))).isEmpty();
        }
        assertThat(model.calls()).hasSize(3);
    }

    /** Every outage there can be: it begins before any call of the search and lasts for any number of calls. */
    @Test
    void noOutageWhileHalvingCondemnsAnInnocent() throws Exception {
        for (int begin = 0; begin < 30; begin++) {
            for (int length = 1; length < 30; length++) {
                FakeInferenceClient poisoned = new FakeInferenceClient().failingOn(BROKEN, "5");
                Enricher struck = new Enricher(outage(poisoned, begin, length), LIMITS);

                List<Outcome> outcomes = struck.enrich(numbers(8));

                assertThat(condemned(outcomes)).isSubsetOf(5);
                assertThat(poisoned.calls()).hasSizeLessThanOrEqualTo(7 * 8);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5})
    void flappingEndpointCostsBoundedCallsAndNoInnocent(double failing) throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            FakeInferenceClient poisoned = new FakeInferenceClient().failingOn(BROKEN, "3", "20");
            Enricher flapping = new Enricher(retrying(flapping(poisoned, failing, new Random(seed))), LIMITS);

            List<Outcome> outcomes = flapping.enrich(numbers(32));

            assertThat(condemned(outcomes)).isSubsetOf(3, 20);
            assertThat(poisoned.calls()).hasSizeLessThanOrEqualTo(5 * 7 * 32);
        }
    }

    /** An attempt may last for as long as the request timeout, so attempts are what a search costs where inputs hang. */
    @Test
    void halvesAreAskedOnceAndWhoIsAloneWithAllAttempts() throws Exception {
        model.failingOn(BROKEN, "17");
        ResilientClient client = retrying(model);
        Enricher patient = new Enricher(client, client.whileSearching(), LIMITS);
        patient.enrich(inputs("fine"));

        assertThat(condemned(patient.enrich(numbers(32)))).containsExactly(17);

        List<Integer> failedSizes = model.calls().stream()
                .filter(call -> call.contains("17"))
                .map(List::size)
                .toList();
        assertThat(failedSizes).containsExactly(32, 32, 32, 32, 32, 16, 8, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3})
    void flappingEndpointCondemnsNobodyWhereHalvesAreAskedOnce(double failing) throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            FakeInferenceClient poisoned = new FakeInferenceClient().failingOn(BROKEN, "3", "20");
            ResilientClient client = retrying(flapping(poisoned, failing, new Random(seed)));

            List<Outcome> outcomes = new Enricher(client, client.whileSearching(), LIMITS).enrich(numbers(32));

            assertThat(condemned(outcomes)).isSubsetOf(3, 20);
            assertThat(poisoned.calls()).hasSizeLessThanOrEqualTo(5 * 7 * 32);
        }
    }

    /** A server that is up and down by turns, each for longer than all attempts of a call take. */
    @ParameterizedTest
    @ValueSource(ints = {100, 250, 400})
    void endpointThatIsUpAndDownByTurnsCondemnsNobody(int turnMillis) throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            FakeTime time = new FakeTime();
            FakeInferenceClient poisoned = new FakeInferenceClient().failingOn(BROKEN, "3");
            Random jitter = new Random(seed);
            time.advance(Duration.ofMillis(jitter.nextInt(1000)));
            Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));
            ResilientClient client = retrying(byTurns(poisoned, time, turnMillis), backoff, time, jitter::nextDouble);
            Enricher enricher = new Enricher(client, client.whileSearching(), LIMITS);

            for (int batch = 0; batch < 30; batch++) {
                assertThat(condemned(enricher.enrich(numbers(8)))).isSubsetOf(3);
            }
        }
    }

    private static InferenceClient byTurns(FakeInferenceClient model, FakeTime time, int turnMillis) {
        return inputs -> {
            // What is refused is refused at once.
            time.advance(Duration.ofMillis(1));
            if (Duration.ofNanos(time.nanos()).toMillis() / turnMillis % 2 == 1) {
                throw new InferenceException(BROKEN);
            }
            time.advance(Duration.ofMillis(60));
            return model.infer(inputs);
        };
    }

    /** A server that each time needs a moment to come back from what the input has done to it. */
    @Test
    void inputThatBringsTheServerDownForAMomentIsCondemned() throws Exception {
        FakeTime time = new FakeTime();
        FakeInferenceClient poisoned = new FakeInferenceClient().failingOn(BROKEN, "3");
        long[] backAt = {time.nanos()};
        InferenceClient crashing = inputs -> {
            time.advance(Duration.ofMillis(10));
            if (time.nanos() < backAt[0]) {
                throw new InferenceException(BROKEN);
            }
            try {
                return poisoned.infer(inputs);
            } catch (InferenceException e) {
                backAt[0] = time.nanos() + Duration.ofMillis(800).toNanos();
                throw e;
            }
        };
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
        ResilientClient client = retrying(crashing, backoff, time, () -> 0.5);
        Enricher enricher = new Enricher(client, client.whileSearching(), LIMITS);

        assertThat(condemned(enricher.enrich(inputs("fine", "3")))).containsExactly(1);
    }

    private static InferenceClient outage(FakeInferenceClient model, int begin, int length) {
        int[] calls = {0};
        return inputs -> {
            int call = calls[0]++;
            if (call >= begin && call < begin + length) {
                throw new InferenceException(BROKEN);
            }
            return model.infer(inputs);
        };
    }

    private static InferenceClient flapping(FakeInferenceClient model, double failing, Random random) {
        return inputs -> {
            if (random.nextDouble() < failing) {
                throw new InferenceException(BROKEN);
            }
            return model.infer(inputs);
        };
    }

    private static ResilientClient retrying(InferenceClient client) {
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
        return retrying(client, backoff, new FakeTime(), () -> 0.5);
    }

    private static ResilientClient retrying(
            InferenceClient client, Backoff backoff, FakeTime time, DoubleSupplier random) {
        return new ResilientClient(
                new EndpointPool(
                        List.of(client),
                        EndpointStrategy.FAILOVER,
                        Duration.ofSeconds(5),
                        ConcurrencyRange.fixed(16),
                        time),
                new RetryPolicy(5, backoff, Duration.ofMinutes(10)),
                Throttle.none(time),
                random,
                failure -> {});
    }

    /** Places of inputs whose failure is their own. */
    private static List<Integer> condemned(List<Outcome> outcomes) {
        return IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Failed failed && failed.ownFault())
                .boxed()
                .toList();
    }

    private static List<Outcome> answered(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Enriched)
                .toList();
    }

    private static List<Input> inputs(String... texts) {
        return Stream.of(texts).map(Input::of).toList();
    }

    private static List<Input> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(String::valueOf)
                .map(Input::of)
                .toList();
    }
}
