package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.WhoseFault;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals that may mean the input or the configuration: which of them it is, others show. */
class RefusedInputsTest {

    private static final BatchLimits LIMITS = new BatchLimits(32, 1_000_000);

    private static final Failure FORBIDDEN = Failure.ofStatus(
                    FailureKind.MISCONFIGURED, 403, "Forbidden. Check `token`")
            .presumedFrom("Forbidden");
    private static final Failure UNAUTHORIZED = Failure.ofStatus(FailureKind.MISCONFIGURED, 401, "No. Check `token`")
            .presumedFrom("No");
    private static final Failure BAD_REQUEST =
            Failure.ofStatus(FailureKind.REJECTED, 400, "nobody knows why").presumedFrom("nobody knows why");

    private final FakeInferenceClient model = new FakeInferenceClient();
    private final Enricher enricher = enricher(model);

    private static Enricher enricher(InferenceClient client) {
        return new Enricher(client, client, LIMITS, () -> Input.of("made up"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 31})
    void refusedTextAmong31IsRejectedAloneAndNothingIsSaidOfATokenAnyMore(int place) throws Exception {
        model.failingOn(FORBIDDEN, String.valueOf(place));

        List<Outcome> outcomes = enricher.enrich(numbers(32));

        assertThat(condemned(outcomes)).containsExactly(place);
        Failure failure = ((Outcome.Failed) outcomes.get(place)).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.message())
                .isEqualTo("Forbidden. It is this input that is refused, each time; others are answered");
        assertThat(model.calls()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void refusedTextAloneIsRejectedWhereOthersWereAnsweredBefore() throws Exception {
        model.failingOn(UNAUTHORIZED, "refused");
        enricher.enrich(inputs("fine"));

        assertThat(condemned(enricher.enrich(inputs("refused")))).containsExactly(0);
        assertThat(model.calls().stream().flatMap(List::stream))
                .containsExactly("fine", "refused", "fine", "refused", "refused", "refused", "fine");
    }

    /** As after a restart: it must not end the task again and again. */
    @Test
    void refusedTextThatIsTheVeryFirstIsRejectedWhereAMadeUpOneIsAnswered() throws Exception {
        model.failingOn(FORBIDDEN, "refused");

        assertThat(condemned(enricher.enrich(inputs("refused")))).containsExactly(0);
    }

    @Test
    void refusedTextOfTheVeryFirstCallIsRejectedWhereItsNeighbourIsAnswered() throws Exception {
        Enricher withoutMadeUp = new Enricher(model, LIMITS);
        model.failingOn(FORBIDDEN, "refused");

        assertThat(condemned(withoutMadeUp.enrich(inputs("refused", "fine")))).containsExactly(0);
    }

    @Test
    void whereNobodyIsAnsweredARefusalStaysTheConfigurations() throws Exception {
        List.of("a", "b", "made up").forEach(text -> model.failingOn(FORBIDDEN, text));

        assertThat(enricher.enrich(inputs("a", "b"))).containsOnly(new Outcome.Failed(FORBIDDEN, false));
        assertThat(enricher.enrich(inputs("a"))).containsOnly(new Outcome.Failed(FORBIDDEN, false));
    }

    @Test
    void whoCallsIsNotAskedTwiceBeforeAnybodyWasAnswered() throws Exception {
        model.failingOn(UNAUTHORIZED, "a");

        assertThat(enricher.enrich(inputs("a"))).containsOnly(new Outcome.Failed(UNAUTHORIZED, false));
        assertThat(model.calls()).hasSize(1);
    }

    @Test
    void tokenThatIsRevokedMeanwhileCondemnsNobody() throws Exception {
        enricher.enrich(numbers(4));
        Stream.concat(numbers(32).stream().map(Input::text), Stream.of("made up"))
                .forEach(text -> model.failingOn(UNAUTHORIZED, text));

        assertThat(enricher.enrich(numbers(32))).containsOnly(new Outcome.Failed(UNAUTHORIZED, false));
    }

    /** One of two servers behind one address was set up wrongly. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3})
    void refusalsByChanceCondemnNobody(double refusing) throws Exception {
        int condemned = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random chance = new Random(seed);
            FakeInferenceClient fine = new FakeInferenceClient();
            Enricher unlucky = enricher(inputs -> {
                if (chance.nextDouble() < refusing) {
                    throw new InferenceException(FORBIDDEN);
                }
                return fine.infer(inputs);
            });
            condemned += condemned(unlucky.enrich(numbers(8))).size();
        }
        assertThat(condemned).isLessThanOrEqualTo(2);
    }

    @Test
    void whatIsRefusedOfEverybodyInTheSameWordsIsNoRecordsFault() throws Exception {
        Stream.concat(numbers(8).stream().map(Input::text), Stream.of("made up"))
                .forEach(text -> model.failingOn(BAD_REQUEST, text));

        for (List<Input> inputs : List.of(numbers(8), numbers(1))) {
            assertThat(enricher.enrich(inputs)).hasSize(inputs.size()).allSatisfy(outcome -> {
                Outcome.Failed failed = (Outcome.Failed) outcome;
                assertThat(failed.ownFault()).isFalse();
                assertThat(failed.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
                assertThat(failed.failure().message()).startsWith("nobody knows why. Inputs of different content");
            });
        }
    }

    /** Most servers say 400 of a request that they do not understand. */
    @Test
    void veryFirstTextIsNotAtFaultWhereAMadeUpOneIsRefusedInTheSameWords() throws Exception {
        List.of("a", "made up").forEach(text -> model.failingOn(BAD_REQUEST, text));

        assertThat(condemned(enricher.enrich(inputs("a")))).isEmpty();
    }

    @Test
    void whereNoneCanBeMadeUpTheSecondTextThatIsRefusedShowsThatItIsNoRecordsFault() throws Exception {
        Enricher withoutMadeUp = new Enricher(model, LIMITS);
        List.of("a", "b").forEach(text -> model.failingOn(BAD_REQUEST, text));

        assertThat(condemned(withoutMadeUp.enrich(inputs("a")))).containsExactly(0);
        assertThat(condemned(withoutMadeUp.enrich(inputs("b")))).isEmpty();
    }

    @Test
    void wholeBatchThatIsRefusedIsItsRecordsFaultWhereAMadeUpOneIsAnswered() throws Exception {
        numbers(8).forEach(input -> model.failingOn(BAD_REQUEST, input.text()));

        assertThat(condemned(enricher.enrich(numbers(8)))).hasSize(8);
    }

    @Test
    void oneAnswerInABatchMakesItsRefusedRecordsFaultTheirOwn() throws Exception {
        IntStream.range(0, 7).forEach(number -> model.failingOn(BAD_REQUEST, String.valueOf(number)));
        model.failingOn(BAD_REQUEST, "made up");

        assertThat(condemned(enricher.enrich(numbers(8)))).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    /** What is refused under another status than 400 is more often a text's fault, so the next text decides. */
    @Test
    void secondOneThatIsRefusedInTheSameWordsShowsThatItIsNoRecordsFault() throws Exception {
        Failure unprocessable =
                Failure.ofStatus(FailureKind.REJECTED, 422, "field required").presumedFrom("field required");
        List.of("a", "b", "made up").forEach(text -> model.failingOn(unprocessable, text));

        assertThat(condemned(enricher.enrich(inputs("a")))).containsExactly(0);
        assertThat(condemned(enricher.enrich(inputs("a")))).containsExactly(0);
        assertThat(condemned(enricher.enrich(inputs("b")))).isEmpty();
        assertThat(model.calls()).hasSize(4);
    }

    /** As Anthropic says 400 in words of its own once a workspace has spent what it may, in the middle of a topic. */
    @Test
    void accountThatIsUsedUpMeanwhileIsNoRecordsFault() throws Exception {
        enricher.enrich(inputs("fine"));
        Stream.concat(numbers(8).stream().map(Input::text), Stream.of("fine"))
                .forEach(text -> model.failingOn(BAD_REQUEST, text));

        assertThat(enricher.enrich(numbers(8)))
                .containsOnly(new Outcome.Failed(WhoseFault.ofNoInput(BAD_REQUEST), false));
        assertThat(enricher.enrich(inputs("5")))
                .containsOnly(new Outcome.Failed(WhoseFault.ofNoInput(BAD_REQUEST), false));
    }

    @Test
    void secondOfSingleInputsShowsThatTheAccountIsUsedUp() throws Exception {
        enricher.enrich(inputs("fine"));
        List.of("a", "b", "fine").forEach(text -> model.failingOn(BAD_REQUEST, text));

        assertThat(condemned(enricher.enrich(inputs("a")))).containsExactly(0);
        assertThat(condemned(enricher.enrich(inputs("b")))).isEmpty();
        assertThat(condemned(enricher.enrich(inputs("b")))).isEmpty();
    }

    @Test
    void controlThatCannotBeAskedNowShowsNothing() throws Exception {
        enricher.enrich(inputs("fine"));
        List.of("a", "b").forEach(text -> model.failingOn(BAD_REQUEST, text));
        model.failingOn(Failure.ofStatus(FailureKind.UNAVAILABLE, 500, "away"), "fine");

        assertThat(condemned(enricher.enrich(inputs("a", "b")))).containsExactly(0, 1);
    }

    @Test
    void manyTextsThatAreRefusedForGoodReasonCostFewCallsOfTheControl() throws Exception {
        List<Input> refused = numbers(1000);
        enricher.enrich(inputs("fine"));
        refused.forEach(input -> model.failingOn(BAD_REQUEST, input.text()));

        for (Input input : refused) {
            assertThat(condemned(enricher.enrich(List.of(input)))).containsExactly(0);
        }

        assertThat(model.calls()).filteredOn(List.of("fine")::equals).hasSizeLessThan(25);
    }

    @Test
    void numbersAndIdsMakeNoOtherWordsButQuotedTextsDo() {
        Failure one = Failure.ofStatus(FailureKind.REJECTED, 400, "x").presumedFrom("no model (request id: 2026-a1)");
        Failure sameReason =
                Failure.ofStatus(FailureKind.REJECTED, 400, "x").presumedFrom("no model (request id: 7f-b2)");
        Failure other = Failure.ofStatus(FailureKind.REJECTED, 400, "x").presumedFrom("cannot read 'hello'");

        assertThat(one.isLike(sameReason)).isTrue();
        assertThat(one.isLike(other)).isFalse();
        assertThat(one.isLike(FORBIDDEN.presumedFrom("no model (request id: 1)")))
                .isFalse();
    }

    @Test
    void refusalThatAnotherEndpointAnswersIsToldOnceAndTheOtherServes() throws Exception {
        FakeInferenceClient guarded = new FakeInferenceClient().failingOn(FORBIDDEN, "refused");
        FakeInferenceClient open = new FakeInferenceClient();
        List<Failure> told = new ArrayList<>();
        FakeTime time = new FakeTime();
        ResilientClient client = client(List.of(guarded, open), time, told);
        client.infer(inputs("fine"));

        assertThat(client.infer(inputs("refused"))).hasSize(1);

        assertThat(open.calls()).containsExactly(List.of("refused"));
        assertThat(told).containsExactly(FORBIDDEN);
    }

    @Test
    void endpointThatRefusesWhatAnotherAnswersRestsWhileTheOtherServes() throws Exception {
        FakeInferenceClient guarded = new FakeInferenceClient().failingOn(FORBIDDEN, "refused");
        FakeInferenceClient open = new FakeInferenceClient();
        ResilientClient client = client(List.of(guarded, open), new FakeTime(), new ArrayList<>());
        client.infer(inputs("fine"));
        client.infer(inputs("refused"));

        client.infer(inputs("also fine"));

        assertThat(guarded.calls()).containsExactly(List.of("fine"), List.of("refused"));
        assertThat(open.calls()).containsExactly(List.of("refused"), List.of("also fine"));
    }

    @Test
    void refusalOfAllEndpointsIsTheInputsAndNoneOfThemRests() throws Exception {
        FakeInferenceClient one = new FakeInferenceClient().failingOn(FORBIDDEN, "refused");
        FakeInferenceClient other = new FakeInferenceClient().failingOn(FORBIDDEN, "refused");
        List<Failure> told = new ArrayList<>();
        FakeTime time = new FakeTime();
        ResilientClient client = client(List.of(one, other), time, told);
        one.failing(Failure.of(FailureKind.UNAVAILABLE, "away"));
        client.infer(inputs("fine"));
        time.advance(Duration.ofMinutes(1));
        client.infer(inputs("fine"));
        Enricher both = new Enricher(client, client, LIMITS, () -> Input.of("made up"));

        assertThat(condemned(both.enrich(inputs("refused")))).containsExactly(0);
        assertThat(told).isEmpty();
    }

    private static ResilientClient client(List<InferenceClient> clients, FakeTime time, List<Failure> told) {
        return new ResilientClient(
                new EndpointPool(
                        clients, EndpointStrategy.FAILOVER, Duration.ofSeconds(5), ConcurrencyRange.fixed(16), time),
                new RetryPolicy(3, new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)), Duration.ofMinutes(10)),
                Throttle.none(time),
                () -> 0.5,
                told::add);
    }

    private static List<Integer> condemned(List<Outcome> outcomes) {
        return IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i) instanceof Outcome.Failed failed && failed.ownFault())
                .boxed()
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
