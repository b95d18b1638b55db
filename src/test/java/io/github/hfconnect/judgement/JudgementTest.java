package io.github.hfconnect.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.FailedAnswer;
import io.github.hfconnect.http.transport.FailureClassifier;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.Headers;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {

    private static final HttpUrl ASKED = HttpUrl.get("http://127.0.0.1:8080/models/predict?key=secret");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Judgement> errors() {
        return Judgement.all().stream().filter(row -> row.task() == null);
    }

    static Stream<Judgement> badAnswers() {
        return Judgement.all().stream().filter(row -> row.task() != null && row.kind() != null);
    }

    static Stream<Judgement> goodAnswers() {
        return Judgement.all().stream().filter(row -> row.task() != null && row.kind() == null);
    }

    static Stream<Judgement> decidedByAField() {
        return errors().filter(row -> row.by().equals("field"));
    }

    @Test
    void thereAreManyAndEachNamesItsSourceAndIsToldFromTheOthers() {
        List<Judgement> rows = Judgement.all();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(120);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.source()).isNotBlank();
            assertThat(row.version()).isNotBlank();
            assertThat(row.by()).isIn("field", "words", "status");
        });
        assertThat(rows).extracting(Judgement::toString).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsJudged(Judgement row) {
        assertIs(classified(row, row.content()), row);
    }

    @ParameterizedTest
    @MethodSource("decidedByAField")
    void noWordIsNeededWhereAFieldDecides(Judgement row) {
        Failure failure = classified(row, withoutWords(row.body()).toString().getBytes(StandardCharsets.UTF_8));

        assertThat(failure.kind()).isEqualTo(row.kind());
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void aBadAnswerIsJudged(Judgement row) {
        assertIs(catchThrowableOfType(InferenceException.class, () -> read(row)).failure(), row);
    }

    @ParameterizedTest
    @MethodSource("goodAnswers")
    void aGoodAnswerIsReadInWhateverDressItComes(Judgement row) {
        JsonNode prediction = JSON.valueToTree(read(row).get(0));

        assertThat(prediction).isEqualTo(row.prediction());
    }

    private static void assertIs(Failure failure, Judgement row) {
        assertThat(failure.kind()).as(failure.describe()).isEqualTo(row.kind());
        row.message().forEach(part -> assertThat(failure.message()).contains(part));
        row.lacks().forEach(part -> assertThat(failure.message()).doesNotContain(part));
        assertThat(failure.hint()).isEqualTo(row.hintMillis() == null ? null : Duration.ofMillis(row.hintMillis()));
        if (row.presumed() != null) {
            assertThat(failure.isPresumed()).isEqualTo(row.presumed());
        }
        if (row.unusable() != null) {
            assertThat(failure.unusableAnswer()).isEqualTo(row.unusable());
        }
        if (row.loading() != null) {
            assertThat(failure.loading()).isEqualTo(row.loading());
        }
    }

    private static Failure classified(Judgement row, byte[] body) {
        String[] headers = row.headers().entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
        return FailureClassifier.classify(
                new ApiResponse(row.status(), Headers.of(headers), body),
                ASKED,
                1000,
                Instant.EPOCH,
                UnaryOperator.identity());
    }

    private static List<Object> read(Judgement row) {
        CallSpec spec =
                new CallSpec(Tasks.named(Objects.requireNonNull(row.task())), null, null, row.parameters(), false);
        ServerApi api = ServerKinds.named(Objects.requireNonNull(row.api())).api(spec);
        List<Input> inputs = row.inputs().stream().map(Input::of).toList();
        Answer answer = new Answer(row.content(), row.headers().getOrDefault("Content-Type", "application/json"));
        try {
            return api.decode(answer, inputs);
        } catch (InferenceException e) {
            throw FailedAnswer.of(answer).map(InferenceException::new).orElse(e);
        }
    }

    /** The same with another text wherever one is meant for people. */
    private static JsonNode withoutWords(JsonNode body) {
        JsonNode copy = body.deepCopy();
        List<JsonNode> open = new ArrayList<>(List.of(copy));
        while (!open.isEmpty()) {
            JsonNode node = open.remove(open.size() - 1);
            node.forEach(open::add);
            if (node instanceof ObjectNode object && object.path("message").isTextual()) {
                object.put("message", "something else");
            }
        }
        return copy;
    }
}
