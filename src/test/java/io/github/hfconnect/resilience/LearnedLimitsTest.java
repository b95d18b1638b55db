package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that takes less than is configured teaches so by refusing, and no record pays for the lesson. */
class LearnedLimitsTest {

    private final FakeTime time = new FakeTime();
    private final List<Integer> refused = new ArrayList<>();
    private final List<Integer> answered = new ArrayList<>();

    @Test
    void refusalThatNamesTheLimitIsTheOnlyOne() throws Exception {
        Enricher enricher = enricher(namingIts(32));

        assertThat(enricher.enrich(inputs(100))).hasSize(100).allMatch(Outcome.Enriched.class::isInstance);
        assertThat(enricher.enrich(inputs(100))).hasSize(100).allMatch(Outcome.Enriched.class::isInstance);

        assertThat(refused).containsExactly(100);
        assertThat(answered).containsExactly(32, 32, 32, 4, 32, 32, 32, 4);
        assertThat(enricher.limits().maxInputs()).isEqualTo(32);
    }

    /** The default container without its compatibility switch; today's first call is the only one that is wasted. */
    @Test
    void aFlatAnswerTeachesThatTextsAreAskedAlone() throws Exception {
        Enricher enricher = enricher(inputs -> {
            if (inputs.size() > 1) {
                refused.add(inputs.size());
                throw new InferenceException(
                        Failure.of(FailureKind.MALFORMED, "a flat list").withAdmitted(BatchLimits.ONE));
            }
            answered.add(1);
            return List.of(FakeInferenceClient.prediction(inputs.get(0).text()));
        });

        for (int batch = 0; batch < 3; batch++) {
            assertThat(enricher.enrich(inputs(32))).hasSize(32).allMatch(Outcome.Enriched.class::isInstance);
        }

        assertThat(refused).containsExactly(32);
        assertThat(answered).hasSize(96);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 31, 64})
    void refusalsThatNameNoLimitAreFew(int most) throws Exception {
        Enricher enricher = enricher(halving(most));

        assertThat(enricher.enrich(inputs(128))).hasSize(128).allMatch(Outcome.Enriched.class::isInstance);
        assertThat(refused).hasSizeLessThanOrEqualTo(7);

        refused.clear();
        enricher.enrich(inputs(128));
        assertThat(refused).isEmpty();
    }

    @Test
    void inputThatIsTooLargeAloneIsItsOwnFault() throws Exception {
        List<Outcome> outcomes = enricher(halving(0)).enrich(inputs(4));

        assertThat(outcomes)
                .hasSize(4)
                .allMatch(outcome -> outcome instanceof Outcome.Failed failed && failed.ownFault());
    }

    @Test
    void outcomesKeepTheOrderOfTheirInputs() throws Exception {
        List<Outcome> outcomes = enricher(namingIts(3)).enrich(inputs(10));

        assertThat(outcomes)
                .extracting(Outcome::predictedValue)
                .containsExactlyElementsOf(
                        IntStream.range(1000, 1010).mapToObj(String::valueOf).toList());
    }

    @ParameterizedTest
    @EnumSource
    void endpointThatHasNeverAnsweredLimitsNoCall(EndpointStrategy strategy) throws Exception {
        InferenceClient down = new InferenceClient() {
            @Override
            public List<Prediction> infer(List<Input> inputs) {
                throw new InferenceException(Failure.of(FailureKind.UNAVAILABLE, "connection refused"));
            }

            @Override
            public BatchLimits limits() {
                return BatchLimits.ONE;
            }

            @Override
            public boolean isKnown() {
                return false;
            }
        };
        Enricher enricher = enricher(strategy, namingIts(32), down);

        assertThat(enricher.enrich(inputs(100))).hasSize(100).allMatch(Outcome.Enriched.class::isInstance);

        assertThat(enricher.limits().maxInputs()).isEqualTo(32);
        assertThat(answered).containsExactly(32, 32, 32, 4);
    }

    private Enricher enricher(InferenceClient server) {
        return enricher(EndpointStrategy.FAILOVER, server);
    }

    private Enricher enricher(EndpointStrategy strategy, InferenceClient... servers) {
        EndpointPool pool =
                new EndpointPool(List.of(servers), strategy, Duration.ofSeconds(5), ConcurrencyRange.fixed(1), time);
        RetryPolicy policy = new RetryPolicy(2, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO);
        InferenceClient client = new ResilientClient(pool, policy, Throttle.none(time), () -> 0.5, failure -> {});
        return new Enricher(client, new BatchLimits(128, 1_000_000));
    }

    /** As TEI says it. */
    private InferenceClient namingIts(int most) {
        return server(most, new BatchLimits(most, Long.MAX_VALUE));
    }

    /** As a gateway does that only says that a body is too large. */
    private InferenceClient halving(int most) {
        return server(most, null);
    }

    private InferenceClient server(int most, @Nullable BatchLimits named) {
        return inputs -> {
            if (inputs.size() > most) {
                refused.add(inputs.size());
                long bytes = inputs.stream().mapToLong(Input::sizeInBytes).sum();
                BatchLimits admitted = named != null ? named : new BatchLimits(Integer.MAX_VALUE, bytes / 2);
                throw new InferenceException(
                        Failure.ofStatus(FailureKind.REJECTED, 413, "too large").withAdmitted(admitted));
            }
            answered.add(inputs.size());
            return inputs.stream()
                    .map(input -> FakeInferenceClient.prediction(input.text()))
                    .toList();
        };
    }

    private static List<Input> inputs(int count) {
        return IntStream.range(1000, 1000 + count)
                .mapToObj(i -> Input.of(String.valueOf(i)))
                .toList();
    }
}
