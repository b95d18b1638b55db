package io.github.hfconnect.server.huggingface;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.router;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.CustomApi;
import io.github.hfconnect.server.CustomFormat;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks of several inputs: what is sent, and every known answer. */
class SlotTasksTest {

    private static final Input QUESTION = slots(Map.of("question", "who?", "context", "it was me"));
    private static final Input SENTENCES = slots(Map.of("source_sentence", "s", "sentences", List.of("a", "b")));
    private static final Input TEXTS = slots(Map.of("query", "q", "texts", List.of("a", "b")));
    private static final Input TABLE = slots(Map.of("query", "total?", "table", Map.of("qty", List.of("1", "2"))));

    private static Input slots(Map<String, Object> slots) {
        return new Input(slots, Map.of());
    }

    private static Input inputOf(String task) {
        return switch (task) {
            case "question-answering" -> QUESTION;
            case "sentence-similarity" -> SENTENCES;
            case "text-ranking" -> TEXTS;
            default -> TABLE;
        };
    }

    private static Object answer(String task, String json) {
        return Tasks.named(task).read(ok(json), List.of(inputOf(task))).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "question-answering  | | {\"question\":\"who?\",\"context\":\"it was me\"}",
                "sentence-similarity | /pipeline/sentence-similarity | {\"source_sentence\":\"s\",\"sentences\":[\"a\",\"b\"]}",
                "text-ranking        | | {\"query\":\"q\",\"texts\":[\"a\",\"b\"]}",
                "table-question-answering | | {\"query\":\"total?\",\"table\":{\"qty\":[\"1\",\"2\"]}}",
            })
    void theSlotsAreAnObjectUnderInputs(String task, String suffix, String inputs) throws IOException {
        ServerApi api = ServerKinds.named("huggingface").api(router(task, "org/m"));
        ApiRequest request = api.encode(List.of(inputOf(task)));

        assertThat(api.takesLists()).isFalse();
        assertThat(request.path()).isEqualTo("hf-inference/models/org/m" + (suffix == null ? "" : suffix));
        assertThat(body(request)).isEqualTo(json("{\"inputs\":" + inputs + "}"));
    }

    @Test
    void parametersStandBesideTheSlots() throws IOException {
        ServerApi api = ServerKinds.named("huggingface").api(ownEndpoint("question-answering", Map.of("top_k", 2)));

        assertThat(body(api.encode(List.of(QUESTION))))
                .isEqualTo(json("{\"inputs\":{\"question\":\"who?\",\"context\":\"it was me\"},"
                        + "\"parameters\":{\"top_k\":2}}"));
    }

    @Test
    void teiHasRoutesOfItsOwn() throws IOException {
        ServerKind tei = ServerKinds.named("tei");
        ApiRequest similarity = tei.api(ownEndpoint("sentence-similarity")).encode(List.of(SENTENCES));
        ApiRequest rerank = tei.api(ownEndpoint("text-ranking", Map.of("return_text", true)))
                .encode(List.of(TEXTS));

        assertThat(similarity.path()).isEqualTo("similarity");
        assertThat(body(similarity))
                .isEqualTo(json("{\"inputs\":{\"source_sentence\":\"s\",\"sentences\":[\"a\",\"b\"]},"
                        + "\"parameters\":{\"truncate\":true}}"));
        assertThat(rerank.path()).isEqualTo("rerank");
        assertThat(body(rerank))
                .isEqualTo(json("{\"query\":\"q\",\"texts\":[\"a\",\"b\"],\"return_text\":true,\"truncate\":true}"));
    }

    @Test
    void anOpenAiServerRanksDocuments() throws IOException {
        ServerApi api = ServerKinds.named("openai").api(ownEndpoint("text-ranking", Map.of("top_n", 1)));
        ApiRequest request = api.encode(List.of(TEXTS));
        String answer = "{\"model\":\"m\",\"results\":[{\"index\":1,\"relevance_score\":0.9}]}";

        assertThat(request.path()).isEqualTo("v1/rerank");
        assertThat(body(request)).isEqualTo(json("{\"query\":\"q\",\"documents\":[\"a\",\"b\"],\"top_n\":1}"));
        assertThat(api.decode(ok(answer), List.of(TEXTS)))
                .containsExactly(Map.of("ranking", List.of(Map.of("index", 1, "score", 0.9))));
    }

    /** Voyage and Fireworks take the same request (fireworks.ai/docs/api-reference/rerank-documents). */
    @Test
    void aRankingMayBeCalledData() {
        ServerApi api = ServerKinds.named("openai").api(ownEndpoint("text-ranking"));
        String answer = "{\"object\":\"list\",\"data\":[{\"relevance_score\":0.9,\"index\":1},{\"relevance_score\":0.1,"
                + "\"index\":0}],\"model\":\"m\",\"usage\":{\"total_tokens\":7}}";

        assertThat(api.decode(ok(answer), List.of(TEXTS)))
                .containsExactly(
                        Map.of("ranking", List.of(Map.of("index", 1, "score", 0.9), Map.of("index", 0, "score", 0.1))));
    }

    /** NVIDIA's NIM at {@code /v1/ranking} (docs.nvidia.com/nim/nemo-retriever/text-reranking). */
    @Test
    void aRankingMayHaveLogits() {
        CallSpec spec = new CallSpec(
                Tasks.named("text-ranking"),
                null,
                null,
                Map.of(),
                null,
                false,
                CustomFormat.of("{\"passages\":{{inputs}}}", "", false));
        String answer = "{\"rankings\":[{\"index\":0,\"logit\":-1.25},{\"index\":1,\"logit\":-8.5}]}";

        assertThat(new CustomApi(spec).decode(ok(answer), List.of(TEXTS)))
                .containsExactly(Map.of(
                        "ranking", List.of(Map.of("index", 0, "score", -1.25), Map.of("index", 1, "score", -8.5))));
    }

    @ParameterizedTest
    @CsvSource({"openai, top_n", "huggingface, top_k", "tei,"})
    void aRankingIsOfAllTextsUnlessTheBestFewWereAskedFor(String kind, @Nullable String ofBestFew) {
        Answer one = ok("[{\"index\":1,\"score\":0.9}]");
        ServerApi ofAll = ServerKinds.named(kind).api(ownEndpoint("text-ranking"));

        assertThat(failureOf(() -> ofAll.decode(one, List.of(TEXTS))))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(MALFORMED))
                .satisfies(failure -> assertThat(failure.message()).contains("a ranking of 1 of 2 texts"));
        if (ofBestFew != null) {
            Input asking = new Input(TEXTS.slots(), Map.of(ofBestFew, 1));
            ServerApi configured = ServerKinds.named(kind).api(ownEndpoint("text-ranking", Map.of(ofBestFew, 1)));
            assertThat(ofAll.decode(one, List.of(asking))).hasSize(1);
            assertThat(configured.decode(one, List.of(TEXTS))).hasSize(1);
        }
    }

    @Test
    void whatUsersDescribeMayAskForTheBestFewInItsOwnWords() {
        CallSpec spec = new CallSpec(
                Tasks.named("text-ranking"),
                null,
                null,
                Map.of(),
                null,
                false,
                CustomFormat.of("{\"of\":{{inputs}},\"most\":1}", "", false));

        assertThat(new CustomApi(spec).decode(ok("[{\"index\":1,\"score\":0.9}]"), List.of(TEXTS)))
                .hasSize(1);
    }

    @Test
    void whatCannotBeSentIsRejected() {
        ServerApi api = ServerKinds.named("huggingface").api(ownEndpoint("sentence-similarity"));
        Input half = slots(Map.of("source_sentence", "s", "sentences", List.of("\ud83d")));

        assertThat(failureOf(() -> api.encode(List.of(slots(Map.of("source_sentence", "s")))))
                        .kind())
                .isEqualTo(REJECTED);
        assertThat(failureOf(() -> api.encode(List.of(half))).kind()).isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"score\":0.97,\"start\":25,\"end\":30,\"answer\":\"Paris\"}",
                "[{\"score\":0.97,\"start\":25,\"end\":30,\"answer\":\"Paris\"}]",
            })
    void aQuestionHasOneAnswerOrAListBestFirst(String json) {
        Map<String, Object> best = Map.of("answer", "Paris", "score", 0.97, "start", 25, "end", 30);

        assertThat(answer("question-answering", json))
                .isEqualTo(Map.of("answer", "Paris", "score", 0.97, "start", 25, "end", 30, "answers", List.of(best)));
    }

    @Test
    void generatedAnswersHaveNoScoreAndImpossibleOnesNoText() {
        assertThat(answer("question-answering", "[{\"answer\":\"\",\"score\":null,\"start\":null},{\"answer\":\"b\"}]"))
                .isEqualTo(Map.of("answer", "", "answers", List.of(Map.of("answer", ""), Map.of("answer", "b"))));
    }

    @Test
    void similaritiesComeInTheOrderOfTheSentences() {
        Map<String, Object> scores = Map.of("scores", List.of(0.66, 1.0));

        assertThat(answer("sentence-similarity", "[0.66,1]")).isEqualTo(scores);
        assertThat(answer("sentence-similarity", "{\"similarities\":[0.66,1]}")).isEqualTo(scores);
    }

    @Test
    void theRankingIsHighestFirst() {
        assertThat(answer("text-ranking", "[{\"index\":0,\"score\":0.1},{\"index\":1,\"score\":0.9,\"text\":\"b\"}]"))
                .isEqualTo(Map.of(
                        "ranking",
                        List.of(Map.of("index", 1, "score", 0.9, "text", "b"), Map.of("index", 0, "score", 0.1))));
    }

    @Test
    void aTableIsAnsweredWithItsCells() {
        String json = "{\"answer\":\"SUM > 1, 2\",\"coordinates\":[[0,0],[1,0]],\"cells\":[\"1\",\"2\"],"
                + "\"aggregator\":\"SUM\"}";
        Map<String, Object> all = Map.of(
                "answer",
                "SUM > 1, 2",
                "aggregator",
                "SUM",
                "cells",
                List.of("1", "2"),
                "coordinates",
                List.of(List.of(0, 0), List.of(1, 0)));

        assertThat(answer("table-question-answering", json)).isEqualTo(all);
        assertThat(answer("table-question-answering", "[" + json + "]")).isEqualTo(all);
        assertThat(answer("table-question-answering", "{\"answer\":\"3\"}"))
                .isEqualTo(Map.of("answer", "3", "cells", List.of(), "coordinates", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "question-answering | []",
                "question-answering | {\"error\":\"x\"}",
                "question-answering | [{\"answer\":7}]",
                "question-answering | [{\"answer\":\"a\",\"score\":\"1\"}]",
                "question-answering | [{\"answer\":\"a\",\"start\":1.5}]",
                "sentence-similarity | [0.5]",
                "sentence-similarity | [0.5,0.5,0.5]",
                "sentence-similarity | [0.5,null]",
                "sentence-similarity | [0.5,NaN]",
                "sentence-similarity | {\"error\":\"x\"}",
                "text-ranking | []",
                "text-ranking | [0.5,0.6]",
                "text-ranking | [{\"index\":2,\"score\":0.5}]",
                "text-ranking | [{\"index\":-1,\"score\":0.5}]",
                "text-ranking | [{\"index\":0,\"score\":0.5},{\"index\":0,\"score\":0.5}]",
                "text-ranking | [{\"score\":0.5}]",
                "text-ranking | {\"scores\":[0.5,0.6]}",
                "table-question-answering | []",
                "table-question-answering | {\"error\":\"x\"}",
                "table-question-answering | {\"answer\":\"a\",\"cells\":[1]}",
                "table-question-answering | {\"answer\":\"a\",\"coordinates\":[0]}",
                "table-question-answering | {\"answer\":\"a\",\"coordinates\":[[null]]}",
                "table-question-answering | <html></html>",
            })
    void anythingElseIsMalformed(String task, String json) {
        assertThat(failureOf(() -> answer(task, json)).kind()).isEqualTo(MALFORMED);
    }
}
