package io.github.hfconnect.server.vllm;

import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.TextClassification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VllmTest {

    private static ServerApi api(String kind, CallSpec spec) {
        return ServerKinds.named(kind).api(spec);
    }

    private static CallSpec labelled(String... labels) {
        return new CallSpec(new TextClassification(List.of(labels)), "org/model", null, Map.of(), false);
    }

    @ParameterizedTest
    @CsvSource({
        "text-classification, /classify",
        "sparse-embedding, /pooling",
        "multi-vector-embedding, /pooling",
        "feature-extraction, v1/embeddings"
    })
    void textsOfACallGoToTheRouteOfTheTaskAndLongOnesAreCut(String task, String path) throws IOException {
        ServerApi api = api("vllm", ownEndpoint(task));

        ApiRequest request = api.encode(texts("a", "b"));

        assertThat(api.takesLists()).isTrue();
        assertThat(request.path()).isEqualTo(path);
        assertThat(body(request).path("input")).isEqualTo(json("[\"a\",\"b\"]"));
        assertThat(body(request).path("truncate_prompt_tokens").asInt()).isEqualTo(-1);
    }

    @Test
    void aConfiguredLengthIsKept() throws IOException {
        ServerApi api = api("vllm", ownEndpoint("text-classification", Map.of("truncate_prompt_tokens", 64)));

        assertThat(body(api.encode(texts("a")))).isEqualTo(json("{\"input\":[\"a\"],\"truncate_prompt_tokens\":64}"));
    }

    @Test
    void whatIsPooledIsNamed() throws IOException {
        assertThat(body(api("vllm", ownEndpoint("sparse-embedding")).encode(texts("a")))
                        .path("task")
                        .asText())
                .isEqualTo("embed");
        assertThat(body(api("vllm", ownEndpoint("multi-vector-embedding")).encode(texts("a")))
                        .path("task")
                        .asText())
                .isEqualTo("token_embed");
    }

    @Test
    void oneTextIsScoredAgainstSeveral() throws IOException {
        ServerApi api = api("vllm", ownEndpoint("sentence-similarity"));
        Input input = new Input(Map.of("source_sentence", "a", "sentences", List.of("b", "c")), Map.of());

        ApiRequest request = api.encode(List.of(input));

        assertThat(request.path()).isEqualTo("/score");
        assertThat(body(request))
                .isEqualTo(json("{\"text_1\":\"a\",\"text_2\":[\"b\",\"c\"],\"truncate_prompt_tokens\":-1}"));
    }

    @Test
    void sglangClassifiesAtARouteOfItsOwnAndCutsAsItWasStarted() throws IOException {
        ApiRequest request = api("sglang", ownEndpoint("text-classification")).encode(texts("a"));

        assertThat(request.path()).isEqualTo("v1/classify");
        assertThat(body(request)).isEqualTo(json("{\"input\":[\"a\"]}"));
    }

    @Test
    void allLabelsAreNamedWhereTheConfigurationNamesThem() {
        String answer = "{\"data\":[{\"index\":0,\"label\":\"b\",\"probs\":[0.1,0.7,0.2],\"num_classes\":3}]}";

        Map<?, ?> prediction = (Map<?, ?>) api("vllm", labelled("a", "b", "c"))
                .decode(ok(answer), texts("x"))
                .get(0);

        assertThat(prediction.get("label")).isEqualTo("b");
        assertThat(prediction.get("score")).isEqualTo(0.7);
        assertThat((List<?>) prediction.get("labels")).extracting("label").containsExactly("b", "c", "a");
    }

    @Test
    void aClassWithoutANameHasTheOneThatTransformersGives() {
        String answer = "{\"data\":[{\"index\":0,\"label\":null,\"probs\":[0.1,0.9],\"num_classes\":2}]}";

        Map<?, ?> prediction = (Map<?, ?>) api("vllm", ownEndpoint("text-classification"))
                .decode(ok(answer), texts("x"))
                .get(0);

        assertThat(prediction.get("label")).isEqualTo("LABEL_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a,b,c", "b,a"})
    void labelsThatAreNotTheModelsEndTheTask(String labels) {
        String answer = "{\"data\":[{\"index\":0,\"label\":\"b\",\"probs\":[0.1,0.9],\"num_classes\":2}]}";

        Failure failure =
                failureOf(() -> api("vllm", labelled(labels.split(","))).decode(ok(answer), texts("x")));

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains("`model.labels`", "id2label");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"index\":0,\"label\":\"Default\",\"probs\":[1.0],\"num_classes\":1}]}",
                "{\"data\":[{\"index\":0,\"label\":\"a\",\"probs\":[],\"num_classes\":0}]}",
                "{\"data\":[{\"index\":1,\"label\":\"a\",\"probs\":[1],\"num_classes\":1}]}",
                "{\"data\":[{\"index\":0,\"label\":\"a\",\"probs\":[\"x\"],\"num_classes\":1}]}",
                "{\"data\":[]}"
            })
    void whatIsNoResultIsNoAnswer(String answer) {
        Failure failure = failureOf(
                () -> api("sglang", ownEndpoint("text-classification")).decode(ok(answer), texts("x")));

        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[]]",
                "[[{\"index\":1,\"value\":1},{\"index\":1,\"value\":2}]]",
                "[[{\"index\":-1,\"value\":1}]]",
                "[[{\"index\":1,\"value\":1e300}]]",
                "{\"data\":[{\"index\":0,\"data\":[0,0]}]}",
                "{\"data\":[{\"index\":0,\"data\":[[1,2]]}]}",
                "{\"data\":null}"
            })
    void whatIsNoSparseVectorIsNoAnswer(String answer) {
        Failure failure =
                failureOf(() -> api("vllm", ownEndpoint("sparse-embedding")).decode(ok(answer), texts("x")));

        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[1,2]]", "{\"data\":[{\"index\":0,\"data\":[1,2]}]}", "[[[[1,2]]]]", "[[[1,2]],[[1,2]]]"})
    void whatIsNotAVectorForEachTokenIsNoAnswer(String answer) {
        Failure failure = failureOf(
                () -> api("vllm", ownEndpoint("multi-vector-embedding")).decode(ok(answer), texts("x")));

        assertThat(failure.kind()).isEqualTo(FailureKind.MALFORMED);
    }
}
