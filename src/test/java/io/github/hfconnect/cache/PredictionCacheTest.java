package io.github.hfconnect.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.FakeTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionCacheTest {

    private static final Prediction TOXIC = new Prediction(
            Map.of("label", "toxic"),
            new Origin("org/model", null, "own", null, Duration.ofMillis(12), 2, false, 7L, 1L, "r-1"));

    private final FakeTime time = new FakeTime();
    private final PredictionCache cache = PredictionCache.of(100, Duration.ofMinutes(1), time::nanos);

    @Test
    void equalInputIsAnsweredAndSaysThatNothingWasBilled() {
        cache.put(Input.of("hi"), TOXIC);

        Prediction known = Objects.requireNonNull(cache.get(Input.of("hi")));

        assertThat(known.value()).isEqualTo(TOXIC.value());
        assertThat(known.origin())
                .isEqualTo(
                        new Origin("org/model", null, "own", null, Duration.ofMillis(12), 2, true, null, null, "r-1"));
        assertThat(cache.countHits()).isEqualTo(1);
    }

    @Test
    void otherParametersAreAnotherInput() {
        cache.put(Input.of("hi"), TOXIC);

        assertThat(cache.get(new Input(Map.of(Input.MAIN, "hi"), Map.of("top_k", 1))))
                .isNull();
    }

    @Test
    void answersGrowOldFromTheTimeTheyWereMade() {
        cache.put(Input.of("hi"), TOXIC);
        time.advance(Duration.ofSeconds(59));
        assertThat(cache.get(Input.of("hi"))).isNotNull();

        time.advance(Duration.ofSeconds(2));

        assertThat(cache.get(Input.of("hi"))).isNull();
    }

    @Test
    void answersOfAnotherCommitThanAnswersNowAreNotGivenAgain() {
        Set<String> served = new HashSet<>();
        cache.answeredBy(() -> served);
        cache.put(Input.of("untold"), TOXIC);
        cache.put(Input.of("hi"), TOXIC.ofRevision("a"));
        assertThat(cache.get(Input.of("hi"))).isNotNull();

        served.add("b");

        assertThat(cache.get(Input.of("hi"))).isNull();
        assertThat(cache.get(Input.of("untold"))).isNotNull();
        served.add("a");
        assertThat(cache.get(Input.of("hi"))).isNotNull();
    }

    @Test
    void entriesAreBounded() {
        IntStream.range(0, 10_000).forEach(i -> cache.put(Input.of("text " + i), TOXIC));

        assertThat(cache.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void largeInputsAndAnswersCountSeveralTimes() {
        Prediction vector = new Prediction(new float[4096], TOXIC.origin());
        IntStream.range(0, 100).forEach(i -> cache.put(Input.of("text " + i), vector));
        assertThat(cache.size()).isLessThanOrEqualTo(100 / 5);

        Prediction mask = new Prediction(Map.of("mask", ByteBuffer.allocate(1_000_000)), TOXIC.origin());
        cache.put(Input.of("masked"), mask);
        assertThat(cache.get(Input.of("masked"))).isNull();

        cache.put(Input.of(ByteBuffer.allocate(1_000_000).asReadOnlyBuffer()), TOXIC);

        assertThat(cache.get(Input.of(ByteBuffer.allocate(1_000_000).asReadOnlyBuffer())))
                .isNull();
    }

    @Test
    void whatOfARecordTravelsAsAParameterCountsToo() {
        PredictionCache cache = PredictionCache.of(100, Duration.ofHours(1), () -> 0);
        String long50 = "x".repeat(50 * 4096);
        for (int i = 0; i < 10; i++) {
            cache.put(new Input(Map.of(Input.MAIN, "a" + i), Map.of("document", long50)), TOXIC);
        }

        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void noEntriesMeanNoCache() {
        PredictionCache off = PredictionCache.of(0, Duration.ofMinutes(1));
        off.put(Input.of("hi"), TOXIC);

        assertThat(off.isOn()).isFalse();
        assertThat(off.get(Input.of("hi"))).isNull();
    }

    /** Another process's answer is as old as it is there. */
    @Test
    void anAnswerThatIsRestoredGrowsOldFromTheTimeItWasMade() {
        cache.restore(Input.of("hi"), TOXIC, Duration.ofSeconds(50));
        cache.restore(Input.of("old"), TOXIC, Duration.ofMinutes(1));
        assertThat(cache.get(Input.of("hi"))).isNotNull();
        assertThat(cache.get(Input.of("old"))).isNull();

        time.advance(Duration.ofSeconds(11));

        assertThat(cache.get(Input.of("hi"))).isNull();
    }

    @Test
    void answersThatAreSharedAreFoundUnderTheSharedKey() {
        List<Object> told = new ArrayList<>();
        cache.shareBy(new SharedAnswers() {
            @Override
            public Object key(Input input) {
                return "key of " + input.text();
            }

            @Override
            public void answered(Object key, Prediction prediction) {
                told.add(key);
            }
        });

        cache.put(Input.of("mine"), TOXIC);
        cache.restore("key of theirs", TOXIC, Duration.ZERO);

        assertThat(told).as("what came from there does not go back").containsExactly("key of mine");
        assertThat(cache.get(Input.of("mine"))).isNotNull();
        assertThat(cache.get(Input.of("theirs"))).isNotNull();
        assertThat(cache.holds("key of theirs")).isTrue();
        cache.forget("key of theirs");
        assertThat(cache.get(Input.of("theirs"))).isNull();
    }
}
