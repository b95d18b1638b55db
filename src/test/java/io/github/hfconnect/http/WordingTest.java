package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.task.FeatureExtraction;
import io.github.hfconnect.task.Pooling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors in base64 from who answers them, in numbers from who does not. */
class WordingTest {

    private static final String NUMBERS = "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}";
    private static final String BASE64 = "{\"data\":[{\"index\":0,\"embedding\":\"AACAPwAAAEA=\"}]}";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final List<Boolean> askedForBase64 = new ArrayList<>();

    private EndpointClient client() {
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());
        return EndpointClient.open(endpoint, "openai", ownEndpoint("feature-extraction"), SETTINGS);
    }

    /** Says to a request for base64, and to another one, what it is answered. */
    private void serve(Function<Boolean, MockResponse> answers) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = Objects.requireNonNull(request.getBody()).utf8();
                boolean base64 = body.contains("\"encoding_format\":\"base64\"");
                askedForBase64.add(base64);
                return answers.apply(base64);
            }
        });
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE64, NUMBERS})
    void aServerThatTakesItOrIgnoresItIsAskedOnce(String body) throws Exception {
        serve(base64 -> answer(200, body));

        try (EndpointClient client = client()) {
            assertThat(client.infer(texts("a")).get(0).value()).isEqualTo(new float[] {1, 2});
            client.infer(texts("b"));
        }
        assertThat(askedForBase64).containsExactly(true, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422, 200})
    void aServerThatRefusesItIsAskedForNumbersFromThenOn(int status) throws Exception {
        serve(base64 ->
                base64 ? answer(status, "{\"error\":\"encoding_format is not supported\"}") : answer(200, NUMBERS));

        try (EndpointClient client = client()) {
            assertThat(client.infer(texts("a")).get(0).value()).isEqualTo(new float[] {1, 2});
            client.infer(texts("b"));
        }
        assertThat(askedForBase64).containsExactly(true, false, false);
    }

    @Test
    void aTextThatIsRefusedEitherWaySaysNothingAboutTheFormat() throws Exception {
        serve(base64 -> askedForBase64.size() <= 2 ? answer(400, "{\"error\":\"too long\"}") : answer(200, BASE64));

        try (EndpointClient client = client()) {
            assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(FailureKind.REJECTED);
            client.infer(texts("b"));
        }
        assertThat(askedForBase64).containsExactly(true, false, true);
    }

    @Test
    void aTextThatIsRefusedLaterIsAskedAboutOnce() throws Exception {
        serve(base64 -> askedForBase64.size() == 1 ? answer(200, BASE64) : answer(400, "{\"error\":\"too long\"}"));

        try (EndpointClient client = client()) {
            client.infer(texts("a"));
            assertThat(failureOf(() -> client.infer(texts("b"))).kind()).isEqualTo(FailureKind.REJECTED);
        }
        assertThat(askedForBase64).containsExactly(true, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 500, 503})
    void anyOtherFailureIsNotTheFormats(int status) {
        serve(base64 -> answer(status, "{\"error\":\"no\"}"));

        try (EndpointClient client = client()) {
            failureOf(() -> client.infer(texts("a")));
        }
        assertThat(askedForBase64).containsExactly(true);
    }

    /** As vLLM answers at {@code /v2/embed}, and with floats as Cohere does by default. */
    @ParameterizedTest
    @ValueSource(strings = {"\"ubinary\":[[160]]", "\"float\":[[0.5,-1,0.25,-1,-1,-1,-1,-1]]"})
    void aVllmThatHasSignsIsAskedForThemAlone(String embeddings) throws Exception {
        List<String> asked = serveSigns(
                answer(200, "{\"embeddings\":{" + embeddings + "},\"meta\":{\"tokens\":{\"input_tokens\":3}}}"));

        try (EndpointClient client = vllm(Map.of("dimensions", 8, "truncate_prompt_tokens", 64))) {
            Prediction prediction = client.infer(texts("a")).get(0);
            float[] vector = (float[]) prediction.value();
            assertThat(vector).hasSize(8);
            for (int i = 0; i < vector.length; i++) {
                assertThat(vector[i] > 0).isEqualTo(i == 0 || i == 2);
            }
            assertThat(prediction.origin().inputTokens()).isEqualTo(3);
        }
        assertThat(asked)
                .containsExactly("/v2/embed {\"model\":\"m\",\"texts\":[\"a\"],\"embedding_types\":[\"ubinary\"],"
                        + "\"output_dimension\":8,\"max_tokens\":64}");
    }

    /** 404 is an older one, 400 a model whose width is no multiple of 8. */
    @ParameterizedTest
    @ValueSource(ints = {404, 405, 400, 200})
    void aVllmThatHasNoneIsAskedForFloatsFromThenOn(int status) throws Exception {
        List<String> asked = serveSigns(answer(status, "{\"detail\":\"Not Found\"}"));

        try (EndpointClient client = vllm(Map.of())) {
            assertThat(client.infer(texts("a")).get(0).value()).isEqualTo(new float[] {1, 2});
            client.infer(texts("b"));
        }
        assertThat(asked)
                .extracting(call -> call.substring(0, call.indexOf(' ')))
                .containsExactly("/v2/embed", "/v1/embeddings", "/v1/embeddings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[256]]", "[[1.5]]", "[[1],[2]]", "[\"a\"]", "{}"})
    void whatIsNoSignsIsNotRead(String signs) {
        List<String> asked = serveSigns(answer(200, "{\"embeddings\":{\"ubinary\":" + signs + "}}"));

        try (EndpointClient client = vllm(Map.of())) {
            assertThat(client.infer(texts("a")).get(0).value()).isEqualTo(new float[] {1, 2});
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(asked).hasSize(2);
    }

    private EndpointClient vllm(Map<String, Object> parameters) {
        CallSpec spec = new CallSpec(new FeatureExtraction(Pooling.NONE, true), "m", null, parameters, false);
        return EndpointClient.open(Endpoint.parse(server.url("/").toString()), "vllm", spec, SETTINGS);
    }

    private List<String> serveSigns(MockResponse signs) {
        List<String> asked = new ArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                asked.add(path + " " + Objects.requireNonNull(request.getBody()).utf8());
                return path.equals("/v2/embed") ? signs : answer(200, BASE64);
            }
        });
        return asked;
    }

    @Test
    void anOlderVllmThatCutsToPositiveLengthsOnlyIsAskedToCutNothing() throws Exception {
        List<String> asked = new ArrayList<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = Objects.requireNonNull(request.getBody()).utf8();
                asked.add(body);
                return body.contains("truncate_prompt_tokens")
                        ? answer(
                                400,
                                "{\"object\":\"error\",\"message\":\"Input should be greater than 0\",\"code\":400}")
                        : answer(200, "{\"data\":[{\"index\":0,\"label\":\"x\",\"probs\":[1],\"num_classes\":1}]}");
            }
        });
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());

        try (EndpointClient client =
                EndpointClient.open(endpoint, "vllm", ownEndpoint("text-classification"), SETTINGS)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
            assertThat(client.infer(texts("b"))).hasSize(1);
        }
        assertThat(asked)
                .containsExactly(
                        "{\"input\":[\"a\"],\"truncate_prompt_tokens\":-1}",
                        "{\"input\":[\"a\"]}",
                        "{\"input\":[\"b\"]}");
    }
}
