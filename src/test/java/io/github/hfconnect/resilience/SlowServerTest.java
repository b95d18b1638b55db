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
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose answers come too late for a full batch, and one that hangs on a text, in fake time and by one caller. */
class SlowServerTest {

    private static final Failure LATE =
            Failure.of(FailureKind.UNAVAILABLE, "No answer in time").withManner(Manner.TIMED_OUT);
    private static final int FULL = 32;

    private final FakeTime time = new FakeTime();
    private final Set<String> hanging = new HashSet<>();
    private Duration timeout = Duration.ofSeconds(2);
    private IntToLongFunction millis = inputs -> 100L * inputs;
    private int asked;
    private int late;

    @ParameterizedTest
    @CsvSource({"0, 100", "0, 150", "1000, 50", "1000, 60", "0, 1000", "500, 400"})
    void batchesBecomeAsSmallAsTheTimeAllows(long perCall, long perInput) throws Exception {
        millis = inputs -> perCall + perInput * inputs;
        Enricher enricher = enricher(this::answer);
        int settled = 0;
        long start = time.nanos();
        while (time.nanos() - start < Duration.ofSeconds(30).toNanos()) {
            settled += enriched(enricher);
        }
        int askedBefore = asked;
        int lateBefore = late;
        long from = time.nanos();

        int count = 0;
        for (int i = 0; i < 50; i++) {
            count += enriched(enricher);
        }

        double perSecond = count / ((time.nanos() - from) / 1e9);
        assertThat(settled).isPositive();
        assertThat(perSecond).isGreaterThan(0.9 * bestFixed());
        assertThat(asked - askedBefore).isLessThanOrEqualTo((int) (1.2 * count));
        assertThat(late - lateBefore).isLessThanOrEqualTo(2);
    }

    @Test
    void lessonCostsLittleMoreThanOneFullCall() throws Exception {
        Enricher enricher = enricher(this::answer);

        for (int i = 0; i < 60; i++) {
            assertThat(enriched(enricher)).isEqualTo(FULL);
        }

        assertThat(late).isEqualTo(1);
        assertThat(asked).isLessThanOrEqualTo((int) (1.05 * 60 * FULL));
    }

    @Test
    void serverThatIsFastAgainGetsFullBatchesAgain() throws Exception {
        Enricher enricher = enricher(this::answer);
        enriched(enricher);
        assertThat(enricher.limits().maxInputs()).isLessThan(FULL);
        millis = inputs -> inputs;

        for (int i = 0; i < 60; i++) {
            enriched(enricher);
        }

        assertThat(enricher.limits().maxInputs()).isEqualTo(FULL);
    }

    @Test
    void textThatHangsCostsLessThanThreeMinutesWithTheDefaultTimeout() throws Exception {
        timeout = Duration.ofSeconds(60);
        millis = inputs -> 20 + inputs;
        hanging.add("1031");
        Enricher enricher = enricher(this::answer);
        long start = time.nanos();

        List<Outcome> outcomes = enricher.enrich(inputs(1000, FULL));

        assertThat(Duration.ofNanos(time.nanos() - start)).isLessThan(Duration.ofMinutes(3));
        assertThat(outcomes.subList(0, 31)).allMatch(Outcome.Enriched.class::isInstance);
        assertThat(outcomes.get(31))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.ownFault()).isTrue());
        assertThat(enricher.limits().maxInputs())
                .as("nothing is learned from it")
                .isEqualTo(FULL);
    }

    @Test
    void textThatHangsAloneCostsLessThanThreeMinutes() throws Exception {
        timeout = Duration.ofSeconds(60);
        millis = inputs -> 20 + inputs;
        hanging.add("1001");
        Enricher enricher = enricher(this::answer);
        enricher.enrich(inputs(1000, 1));
        long start = time.nanos();

        List<Outcome> outcomes = enricher.enrich(inputs(1001, 1));

        assertThat(Duration.ofNanos(time.nanos() - start)).isLessThan(Duration.ofMinutes(3));
        assertThat(outcomes.get(0))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.ownFault()).isTrue());
    }

    /** As a server that loses one call of five, whatever it carries. */
    @Test
    void callsThatHangNowAndThenCondemnNobody() throws Exception {
        int[] calls = {0};
        millis = inputs -> calls[0]++ < 6 || calls[0] % 5 == 0 ? Long.MAX_VALUE / 1_000_000 : inputs;
        Enricher enricher = enricher(this::answer);

        for (int i = 0; i < 20; i++) {
            assertThat(enricher.enrich(inputs(1000 + FULL * i, FULL)))
                    .noneMatch(outcome -> outcome instanceof Outcome.Failed failed && failed.ownFault());
        }
    }

    @Test
    void threeTimeoutsWithinFiveMinutesAreMany() {
        RecentTimeouts timeouts = new RecentTimeouts();
        time.advance(Duration.ofHours(1));
        timeouts.add(time.nanos());
        timeouts.add(time.nanos());
        assertThat(timeouts.areMany(time.nanos())).isFalse();

        time.advance(Duration.ofMinutes(4));
        timeouts.add(time.nanos());
        assertThat(timeouts.areMany(time.nanos())).isTrue();
        time.advance(Duration.ofMinutes(1));
        assertThat(timeouts.areMany(time.nanos())).isFalse();
    }

    @Test
    void silenceCondemnsNobodyAndIsForgottenWhenItEnds() throws Exception {
        Enricher enricher = enricher(this::answer);
        millis = inputs -> inputs;
        enricher.enrich(inputs(1000, FULL));
        millis = inputs -> Long.MAX_VALUE / 1_000_000;

        for (int i = 0; i < 8; i++) {
            assertThat(enricher.enrich(inputs(1000, FULL)))
                    .hasSize(FULL)
                    .allMatch(outcome -> outcome instanceof Outcome.Failed failed && !failed.ownFault());
        }
        millis = inputs -> inputs;
        enriched(enricher);

        assertThat(enricher.limits().maxInputs()).isEqualTo(FULL);
    }

    @Test
    void slowEndpointLimitsNoCallToTheOthersWhileItRests() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        InferenceClient fast = inputs -> {
            sizes.add(inputs.size());
            return predictions(inputs);
        };
        Enricher enricher = enricher(this::answer, fast);
        enriched(enricher);
        sizes.clear();

        enriched(enricher);

        assertThat(sizes).containsExactly(FULL);
    }

    private int enriched(Enricher enricher) throws InterruptedException {
        List<Outcome> outcomes = enricher.enrich(inputs(1000, FULL));
        assertThat(outcomes).allMatch(Outcome.Enriched.class::isInstance);
        return outcomes.size();
    }

    private double bestFixed() {
        return IntStream.rangeClosed(1, FULL)
                .filter(inputs -> millis.applyAsLong(inputs) < timeout.toMillis())
                // A full batch is asked in calls of this size, the last of which may be smaller.
                .mapToDouble(inputs -> 1000.0 * inputs / millis.applyAsLong(inputs))
                .max()
                .orElseThrow();
    }

    private List<Prediction> answer(List<Input> inputs) {
        asked += inputs.size();
        boolean hangs = inputs.stream().anyMatch(input -> hanging.contains(input.text()));
        long took = hangs ? Long.MAX_VALUE : millis.applyAsLong(inputs.size());
        time.advance(Duration.ofMillis(Math.min(took, timeout.toMillis())));
        if (took >= timeout.toMillis()) {
            late++;
            throw new InferenceException(LATE);
        }
        return predictions(inputs);
    }

    private static List<Prediction> predictions(List<Input> inputs) {
        return inputs.stream()
                .map(input -> FakeInferenceClient.prediction(input.text()))
                .toList();
    }

    private Enricher enricher(InferenceClient... servers) {
        EndpointPool pool = new EndpointPool(
                List.of(servers), EndpointStrategy.FAILOVER, Duration.ofSeconds(5), ConcurrencyRange.fixed(16), time);
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
        RetryPolicy policy = new RetryPolicy(5, backoff, Duration.ofMinutes(10));
        ResilientClient client = new ResilientClient(pool, policy, Throttle.none(time), () -> 0.5, failure -> {});
        return new Enricher(client, client.whileSearching(), new BatchLimits(FULL, 1_000_000));
    }

    private static List<Input> inputs(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> Input.of(String.valueOf(i)))
                .toList();
    }
}
