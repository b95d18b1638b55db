package io.github.hfconnect.task;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureExtractionTest {

    private final Task task = new FeatureExtraction();
    private final Task pooling = new FeatureExtraction(Pooling.MEAN);

    @Test
    void aPredictionIsAVector() {
        assertThat(task.shape()).isEqualTo(Shape.Scalar.VECTOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0.5,-1,2e-1]",
                "[[0.5,-1,2e-1]]",
                "{\"embeddings\":[0.5,-1,2e-1]}",
                "{\"model\":{\"a\":[1]},\"embeddings\":[[0.5,-1,0.2]],\"took\":[3]}"
            })
    void oneInputGetsItsVector(String answer) {
        assertThat(task.read(ok(answer), texts("a"))).containsExactly(new float[] {0.5f, -1, 0.2f});
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[1,2],[3,4]]", "{\"embeddings\":[[1,2],[3,4]]}"})
    void severalInputsGetTheirVectorsInOrder(String answer) {
        assertThat(task.read(ok(answer), texts("a", "b"))).containsExactly(new float[] {1, 2}, new float[] {3, 4});
    }

    @Test
    void longVectorsAreReadWhole() {
        Random random = new Random(7);
        float[][] vectors = new float[3][4096];
        for (float[] vector : vectors) {
            IntStream.range(0, vector.length).forEach(i -> vector[i] = random.nextFloat() - 0.5f);
        }
        String answer = Arrays.stream(vectors).map(Arrays::toString).collect(Collectors.joining(",", "[", "]"));

        assertThat(task.read(ok(answer), texts("a", "b", "c"))).containsExactly(vectors[0], vectors[1], vectors[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[1,2],[3,6]]]", "[[[[1,2],[3,6]]]]"})
    void aVectorForEachTokenIsRefusedWithTheSettingThatPools(String answer) {
        Failure failure = failureOf(() -> task.read(ok(answer), texts("a")));

        assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
        assertThat(failure.message()).contains("output.pooling=mean");
        assertThat(pooling.read(ok(answer), texts("a"))).containsExactly(new float[] {2, 4});
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[1,2],[3,6]],[[5,5]]]", "[[[[1,2],[3,6]]],[[[5,5]]]]"})
    void tokensOfSeveralInputsArePooledForEach(String answer) {
        assertThat(failureOf(() -> task.read(ok(answer), texts("a", "b"))).kind())
                .isEqualTo(MISCONFIGURED);
        assertThat(pooling.read(ok(answer), texts("a", "b"))).containsExactly(new float[] {2, 4}, new float[] {5, 5});
    }

    @Test
    void poolingLeavesPooledVectorsAlone() {
        assertThat(pooling.read(ok("[[1,2],[3,4]]"), texts("a", "b")))
                .containsExactly(new float[] {1, 2}, new float[] {3, 4});
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "[[1,2]]", "[[1,2],[3,4],[5,6]]", "[[[1,2],[3,4]]]", "{\"embeddings\":[1,2]}"})
    void whichVectorBelongsToWhichOfSeveralInputsIsNeverGuessed(String answer) {
        Failure failure = failureOf(() -> pooling.read(ok(answer), texts("a", "b")));

        assertThat(failure.kind()).isEqualTo(MALFORMED);
        assertThat(failure.message()).contains("one vector for each input").contains("for 2 inputs");
    }

    @Test
    void severalVectorsForOneInputMayBeItsTokens() {
        assertThat(failureOf(() -> task.read(ok("[[1,2],[3,4]]"), texts("a"))).kind())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[[]]",
                "[[1,2],[]]",
                "null",
                "7",
                "\"text\"",
                "{}",
                "{\"error\":\"Model is too busy\"}",
                "{\"embeddings\":null}",
                "{\"embeddings\":[1,2]",
                "{\"embeddings\":[1,2]} {}",
                "{\"embeddings\":[1,2],\"a\":[1}",
                "[1,null]",
                "[1,\"2\"]",
                "[1,true]",
                "[1,{}]",
                "[1,[2]]",
                "[[1],2]",
                "[[1,2],[[3,4]]]",
                "[[1,2],[3]]",
                "[NaN]",
                "[-Infinity]",
                "[1e39]",
                "[1e999]",
                "[1,2",
                "[[1,2]",
                "[1,2]]",
                "[1,2] x",
                "[1,2] 3",
                "[[[[[1,2]]]]]",
                "<html><body>Welcome</body></html>"
            })
    void anythingElseIsMalformed(String answer) {
        assertThat(failureOf(() -> pooling.read(ok(answer), texts("a"))).kind()).isEqualTo(MALFORMED);
    }

    @Test
    void vectorsInOpenAisDressAreReadWhoeverAnswersThem() {
        assertThat(task.read(ok("{\"data\":[{\"embedding\":[1,2],\"index\":0}]}"), texts("a")))
                .containsExactly(new float[] {1, 2});
    }

    /** Containers of transformers pad texts to the longest of their call; which rows are padding the answer does not say. */
    @Test
    void meanOfTokensNeedsACallForEachTextWhereNothingElseIsSeen() {
        CallSpec mean = spec(pooling);
        CallSpec none = spec(task);

        for (String api : List.of("huggingface", "openai")) {
            assertThat(ServerKinds.api(api, mean).takesCompany()).as(api).isFalse();
            assertThat(ServerKinds.api(api, none).takesCompany()).as(api).isTrue();
        }
        assertThat(ServerKinds.api("tei", mean).takesCompany())
                .as("pools by itself")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[[1,2],[3,4]],[[5,6],[7,8]]] | false",
                "[[[[1,2],[3,4]]],[[[5,6],[7,8]]]] | false",
                "[[[1,2]],[[5,6],[7,8]]] | true",
                "[[[[1,2]]],[[[5,6],[7,8]]]] | true",
                "[[1,2],[3,4]] | true",
                "{\"embeddings\":[[[1,2],[3,4]],[[5,6],[7,8]]]} | false",
                "{\"data\":[{\"index\":1,\"embedding\":[[1,2]]},{\"index\":0,\"embedding\":[[3,4]]}]} | false",
                "{\"data\":[{\"index\":1,\"embedding\":[[1,2],[3,4]]},{\"index\":0,\"embedding\":[[3,4]]}]} | true",
            })
    void asManyRowsForEachTextAreSeenAsPadding(String answer, boolean apart) {
        assertThat(pooling.keepsApart(ok(answer), texts("short", "a longer one")))
                .isEqualTo(apart);
    }

    @Test
    void vectorsOfTokensInOpenAisFormArePooledOrRefusedWithTheRemedy() {
        String answer = "{\"data\":[{\"index\":0,\"embedding\":[[1,2],[3,4]]}]}";

        assertThat(pooling.read(ok(answer), texts("a"))).containsExactly(new float[] {2, 3});
        Failure failure = failureOf(() -> task.read(ok(answer), texts("a")));
        assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
        assertThat(failure.message()).contains("`output.pooling=mean`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AACAPwAAAEA=\"}]} | ",
                "AACAPwAAAEA\"}]} | ",
                "AACAPwAAAA==\"}]} | 7 bytes in place of floats",
                "AACAPwAA*EA=\"}]} | a text that is not Base64",
                "AADAfwAAAEA=\"}]} | a component that is no number",
                "AACAPwAA | something that is not JSON",
                "\"}]} | 0 bytes in place of floats"
            })
    void base64IsReadOrSaidToBeNone(String rest, String found) {
        Answer answer = ok("{\"data\":[{\"index\":0,\"embedding\":\"" + rest);

        if (found == null) {
            assertThat(task.read(answer, texts("a"))).containsExactly(new float[] {1, 2});
        } else {
            assertThat(failureOf(() -> task.read(answer, texts("a"))).message()).contains(found);
        }
    }

    private static CallSpec spec(Task task) {
        return new CallSpec(task, null, null, Map.of(), false);
    }
}
