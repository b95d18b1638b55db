package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.hfconnect.http.TokenVectorServer.Habit;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.resilience.Backoff;
import io.github.hfconnect.resilience.EndpointPool;
import io.github.hfconnect.resilience.EndpointStrategy;
import io.github.hfconnect.resilience.Enricher;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.ResilientClient;
import io.github.hfconnect.resilience.RetryPolicy;
import io.github.hfconnect.resilience.Throttle;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.task.FeatureExtraction;
import io.github.hfconnect.task.Pooling;
import io.github.hfconnect.task.SyntheticInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors of tokens are taken the mean of, and no text's vector may depend on who shared its call. */
class CompanyTest {

    private static final CallSpec MEAN = new CallSpec(new FeatureExtraction(Pooling.MEAN), null, null, Map.of(), false);
    private static final List<Input> PAIR = SyntheticInput.shortAndLong();

    /** Of one to twelve words, in no order of length. */
    private static final List<Input> TEXTS = IntStream.range(0, 24)
            .mapToObj(i -> Input.of(("word" + i + " ").repeat(1 + i * 7 % 12)))
            .toList();

    private final FakeTime time = new FakeTime();

    @ParameterizedTest
    @EnumSource(Habit.class)
    void vectorIsThatOfTheTextAlone(Habit habit) throws Exception {
        try (TokenVectorServer server = TokenVectorServer.start(habit);
                TokenVectorServer alone = TokenVectorServer.start(habit);
                EndpointClient client = client(server, "auto");
                EndpointClient reference = client(alone, "huggingface")) {
            Enricher enricher = enricher(client);
            enricher.enrich(TEXTS.subList(0, 1));

            List<Outcome> outcomes = enricher.enrich(TEXTS);

            for (int i = 0; i < TEXTS.size(); i++) {
                Object expected =
                        reference.infer(TEXTS.subList(i, i + 1)).get(0).value();
                assertThat(cosine((float[]) expected, vector(outcomes.get(i)))).isCloseTo(1, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PADS", "REFUSES", "BREAKS"})
    void whereTheServerDoesNotKeepThemApartEachTextIsAskedAlone(Habit habit) throws Exception {
        try (TokenVectorServer server = TokenVectorServer.start(habit);
                EndpointClient client = client(server, "huggingface")) {
            Enricher enricher = enricher(client);

            enricher.enrich(TEXTS);
            enricher.enrich(TEXTS);

            assertThat(client.limits()).isEqualTo(BatchLimits.ONE);
            assertThat(ofRecords(server)).hasSize(2 * TEXTS.size()).allMatch(call -> call.size() == 1);
            assertThat(server.calls()).hasSize(2 * TEXTS.size() + 1).startsWith(texts(PAIR));
        }
    }

    @ParameterizedTest
    @CsvSource({"KEEPS_APART, huggingface", "KEEPS_APART, openai", "POOLS, huggingface"})
    void whereTheServerKeepsThemApartTheyShareCalls(Habit habit, String api) throws Exception {
        try (TokenVectorServer server = TokenVectorServer.start(habit);
                EndpointClient client = client(server, api)) {
            Enricher enricher = enricher(client);

            enricher.enrich(TEXTS);
            enricher.enrich(TEXTS);

            assertThat(server.calls()).containsExactly(texts(PAIR), texts(TEXTS), texts(TEXTS));
        }
    }

    @Test
    void oneTextAfterTheOtherNeedsNoTrial() throws Exception {
        try (TokenVectorServer server = TokenVectorServer.start(Habit.PADS);
                EndpointClient client = client(server, "huggingface")) {
            for (Input text : TEXTS) {
                enricher(client).enrich(List.of(text));
            }

            assertThat(server.calls()).hasSameSizeAs(TEXTS).doesNotContain(texts(PAIR));
        }
    }

    @Test
    void serverThatIsAwayIsTriedByTheNextCall() throws Exception {
        try (TokenVectorServer server = TokenVectorServer.start(Habit.KEEPS_APART);
                EndpointClient client = client(server, "huggingface")) {
            server.isAway(true);
            assertThat(failureOf(() -> client.infer(TEXTS)).kind()).isEqualTo(FailureKind.OVERLOADED);

            server.isAway(false);
            client.infer(TEXTS);

            assertThat(server.calls()).containsExactly(texts(PAIR), texts(TEXTS));
        }
    }

    /** Each call goes to the next endpoint. */
    @Test
    void ofSeveralEndpointsEachIsAskedByItsOwnHabit() throws Exception {
        try (TokenVectorServer padding = TokenVectorServer.start(Habit.PADS);
                TokenVectorServer apart = TokenVectorServer.start(Habit.KEEPS_APART);
                EndpointClient one = client(padding, "huggingface");
                EndpointClient other = client(apart, "huggingface")) {
            Enricher enricher = enricher(one, other);

            List<Outcome> outcomes = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                outcomes = enricher.enrich(TEXTS);
                for (int i = 0; i < TEXTS.size(); i++) {
                    Object alone = other.infer(TEXTS.subList(i, i + 1)).get(0).value();
                    assertThat(cosine((float[]) alone, vector(outcomes.get(i)))).isCloseTo(1, within(1e-6));
                }
            }

            assertThat(ofRecords(padding)).isNotEmpty().allMatch(call -> call.size() == 1);
            assertThat(ofRecords(apart)).isNotEmpty();
        }
    }

    private static EndpointClient client(TokenVectorServer server, String api) {
        return EndpointClient.open(Endpoint.parse(server.url()), api, MEAN, SETTINGS);
    }

    private Enricher enricher(InferenceClient... endpoints) {
        EndpointPool pool = new EndpointPool(
                List.of(endpoints),
                EndpointStrategy.ROUND_ROBIN,
                Duration.ofSeconds(1),
                ConcurrencyRange.fixed(4),
                time);
        RetryPolicy policy = new RetryPolicy(5, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO);
        return new Enricher(
                new ResilientClient(pool, policy, Throttle.none(time), () -> 0.5, failure -> {}),
                BatchLimits.UNLIMITED);
    }

    private static List<List<String>> ofRecords(TokenVectorServer server) {
        return server.calls().stream().filter(call -> !call.equals(texts(PAIR))).toList();
    }

    private static List<String> texts(List<Input> inputs) {
        return inputs.stream().map(Input::text).toList();
    }

    private static float[] vector(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Enriched.class);
        return (float[]) ((Outcome.Enriched) outcome).prediction().value();
    }

    private static double cosine(float[] one, float[] other) {
        return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
    }

    private static double dot(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }
}
