package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnricherTest {

    private static final BatchLimits LIMITS = new BatchLimits(32, 1_000_000);

    private final FakeInferenceClient model = new FakeInferenceClient();

    @Test
    void outcomesStandInTheOrderOfTheirInputs() throws Exception {
        assertThat(predictions(enrich(LIMITS, "a", "b", "c"))).containsExactly("A", "B", "C");
    }

    @Test
    void callsCarryNoMoreThanTheLimitOfInputs() throws Exception {
        enrich(new BatchLimits(2, 1_000_000), "a", "b", "c", "d", "e");

        assertThat(model.calls()).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void callsCarryNoMoreThanTheLimitOfBytesButOneInputAtLeast() throws Exception {
        enrich(new BatchLimits(32, 4), "aa", "bb", "much too long", "c");

        assertThat(model.calls()).containsExactly(List.of("aa", "bb"), List.of("much too long"), List.of("c"));
    }

    @Test
    void serversWithoutListsGetOneInputACall() throws Exception {
        model.takingAtMost(1);

        enrich(LIMITS, "a", "b");

        assertThat(model.calls()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void rejectedInputDoesNotSinkItsBatch() throws Exception {
        model.rejecting("13");

        List<Outcome> outcomes = enrich(LIMITS, numbers(32));

        assertThat(outcomes).hasSize(32);
        assertThat(outcomes.get(13)).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Enriched)
                .hasSize(31);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void culpritsCostNoMoreThanTwiceTheirBinarySearch(int culprits) throws Exception {
        String[] inputs = numbers(32);
        for (int i = 0; i < culprits; i++) {
            model.rejecting(inputs[i * 6]);
        }

        List<Outcome> outcomes = enrich(LIMITS, inputs);

        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Failed)
                .hasSize(culprits);
        assertThat(model.calls()).hasSizeLessThanOrEqualTo(1 + 2 * culprits * 5);
    }

    @Test
    void serviceFaultIsSharedByAllInputsWithoutFurtherCalls() throws Exception {
        model.failing(Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"));

        List<Outcome> outcomes = enrich(new BatchLimits(1, 100), "a", "b", "c");

        assertThat(model.calls()).hasSize(1);
        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(((Outcome.Failed) outcome).failure().kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }

    @Test
    void serviceFaultWhileHalvingLeavesWhatWasAnswered() throws Exception {
        InferenceClient failsAtThirdCall = inputs -> {
            if (model.calls().size() == 2) {
                throw new InferenceException(Failure.of(FailureKind.UNAVAILABLE, "gone"));
            }
            return model.infer(inputs);
        };
        model.rejecting("d");

        List<Outcome> outcomes = new Enricher(failsAtThirdCall, LIMITS).enrich(inputs("a", "b", "c", "d"));

        assertThat(predictions(outcomes.subList(0, 2))).containsExactly("A", "B");
        assertThat(outcomes.subList(2, 4)).allMatch(outcome -> outcome instanceof Outcome.Failed);
    }

    @Test
    void wrongNumberOfPredictionsIsMalformedAndNeverAligned() throws Exception {
        InferenceClient forgetful = inputs -> List.of();

        List<Outcome> outcomes = new Enricher(forgetful, LIMITS).enrich(inputs("a", "b"));

        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(outcome ->
                        assertThat(((Outcome.Failed) outcome).failure().kind()).isEqualTo(FailureKind.MALFORMED));
    }

    private List<Outcome> enrich(BatchLimits limits, String... texts) throws InterruptedException {
        return new Enricher(model, limits).enrich(inputs(texts));
    }

    private static List<Input> inputs(String... texts) {
        List<Input> inputs = new ArrayList<>();
        for (String text : texts) {
            inputs.add(Input.of(text));
        }
        return inputs;
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
    }

    private static List<Object> predictions(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> ((Outcome.Enriched) outcome).prediction().value())
                .toList();
    }
}
