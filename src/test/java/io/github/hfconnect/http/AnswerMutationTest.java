package io.github.hfconnect.http;

import static io.github.hfconnect.http.Fixtures.ownEndpoint;
import static io.github.hfconnect.http.Fixtures.texts;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** Whatever is done to an answer, it ends in as many good values as inputs or in a classified failure. */
class AnswerMutationTest {

    private static final int MUTATIONS_EACH = 1000;

    private static final Map<String, List<String>> ANSWERS = Map.of(
            "chat-completion",
            List.of("{\"choices\":[{\"message\":{\"content\":\"hi\",\"tool_calls\":[{\"id\":\"1\",\"function\":"
                    + "{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"stop\"}],\"usage\":{}}"),
            "zero-shot-classification",
            List.of(
                    "[{\"labels\":[\"a\",\"b\"],\"scores\":[0.75,0.25]},{\"labels\":[\"c\"],\"scores\":[1]}]",
                    "[[{\"label\":\"a\",\"score\":0.9}],[{\"label\":\"b\",\"score\":0.8}]]"),
            "token-classification",
            List.of("[[{\"entity_group\":\"PER\",\"score\":0.99,\"word\":\"Sarah\",\"start\":11,\"end\":16}],"
                    + "[{\"entity\":\"LOC\",\"score\":0.5,\"word\":\"Rome\",\"start\":null,\"end\":null}]]"),
            "fill-mask",
            List.of("[[{\"score\":0.5,\"token\":1,\"token_str\":\"the\",\"sequence\":\"the world\"}],"
                    + "[[{\"score\":0.5,\"token_str\":\"a\",\"sequence\":\"b\"}],"
                    + "[{\"score\":0.5,\"token_str\":\"a\",\"sequence\":\"b\"}]]]"),
            "summarization",
            List.of("[{\"summary_text\":\"one\"},{\"summary_text\":\"two\"}]"),
            "translation",
            List.of("[{\"translation_text\":\"one\"},{\"translation_text\":\"two\"}]"),
            "text-generation",
            List.of(
                    "{\"choices\":[{\"text\":\"one\",\"index\":0}]}",
                    "[[{\"generated_text\":\"one\"}],[{\"generated_text\":\"two\"}]]"),
            "text-classification",
            List.of(
                    "[[{\"label\":\"POSITIVE\",\"score\":0.9998},{\"label\":\"NEGATIVE\",\"score\":0.0001}],"
                            + "[{\"label\":\"NEGATIVE\",\"score\":0.75},{\"label\":\"POSITIVE\",\"score\":0.25}]]",
                    "[[{\"score\":0.9,\"label\":\"x\"}],[{\"score\":1e-9,\"label\":\"y \\u00e9\"}]]"),
            "feature-extraction",
            List.of(
                    "[[0.1,-0.25,3e-5],[1,2,3]]",
                    "{\"embeddings\":[[0.1,-0.25,3e-5],[1,2,3]],\"model\":\"m\"}",
                    "{\"data\":[{\"index\":1,\"embedding\":[0.5,1]},{\"index\":0,\"embedding\":\"AACAPwAAAEA=\"}]}",
                    "[[[0.1,0.2],[0.3,0.4]],[[0.5,0.6]]]"));

    /** Tasks of several slots answer one input a call. */
    private static final Map<String, List<String>> ANSWERS_OF_SLOTS = Map.ofEntries(
            entry(
                    "question-answering",
                    List.of(
                            "{\"score\":0.97,\"start\":25,\"end\":30,\"answer\":\"Paris\"}",
                            "[{\"score\":0.9,\"start\":1,\"end\":2,\"answer\":\"a\"},{\"answer\":\"b\",\"score\":0.1}]")),
            entry("sentence-similarity", List.of("[0.66,0.93]", "{\"similarities\":[0.66,0.93]}")),
            entry("text-ranking", List.of("[{\"index\":1,\"score\":0.98},{\"index\":0,\"score\":0.1,\"text\":\"a\"}]")),
            entry(
                    "table-question-answering",
                    List.of("{\"answer\":\"AVERAGE > 36542\",\"coordinates\":[[0,1]],\"cells\":[\"36542\"],"
                            + "\"aggregator\":\"AVERAGE\"}")),
            entry("visual-question-answering", List.of("[{\"score\":0.5,\"answer\":\"2\"}]")),
            entry(
                    "document-question-answering",
                    List.of("[{\"score\":0.5,\"answer\":\"a\",\"start\":1,\"end\":2}]", "[{\"answer\":\"a\"}]")),
            entry("image-classification", List.of("[{\"label\":\"cat\",\"score\":0.9}]")),
            entry("audio-classification", List.of("[{\"label\":\"speech\",\"score\":0.9}]")),
            entry("zero-shot-image-classification", List.of("[{\"label\":\"cat\",\"score\":0.9}]")),
            entry(
                    "object-detection",
                    List.of("[{\"score\":0.9,\"label\":\"cat\",\"box\":"
                            + "{\"xmin\":1,\"ymin\":2,\"xmax\":3,\"ymax\":4}}]")),
            entry("image-to-text", List.of("[{\"generated_text\":\"a cat\"}]", "{\"generated_text\":\"a cat\"}")),
            entry(
                    "automatic-speech-recognition",
                    List.of("{\"text\":\"hi\",\"chunks\":[{\"text\":\"hi\",\"timestamp\":[0.0,null]}]}")),
            entry("image-segmentation", List.of("[{\"score\":null,\"label\":\"cat\",\"mask\":\"iVBORw0K\"}]")));

    private static final Input SLOTS = new Input(
            Map.of(
                    Input.MAIN,
                    ByteBuffer.wrap(new byte[] {1, 2, 3}),
                    "image",
                    ByteBuffer.wrap(new byte[] {1, 2, 3}),
                    "question",
                    "q",
                    "context",
                    "c",
                    "source_sentence",
                    "s",
                    "sentences",
                    List.of("a", "b"),
                    "query",
                    "q",
                    "texts",
                    List.of("a", "b"),
                    "table",
                    Map.of("Name", List.of("a"))),
            Map.of());

    private static final List<String> TOKENS = List.of(
            "null",
            "NaN",
            "Infinity",
            "1e999",
            "-1",
            "\"",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "true",
            "\\u0000",
            "\ud83d\ude00",
            "{\"error\":\"x\"}",
            "[]",
            "[[",
            "0",
            "999999999999999999999999",
            "<html>",
            "\\",
            "/*",
            "'");

    private final Random random = new Random(20261124);

    @Test
    void everyTaskIsMutated() {
        Set<String> mutated = new TreeSet<>(ANSWERS.keySet());
        mutated.addAll(ANSWERS_OF_SLOTS.keySet());
        assertThat(mutated).containsExactlyInAnyOrderElementsOf(Tasks.names());
    }

    @Test
    void aMutatedAnswerEndsInValuesOrInAFailure() {
        Map<FailureKind, Integer> failures = new TreeMap<>();
        ANSWERS.forEach((task, answers) -> readMutated(task, answers, List.of(texts("a", "b"), texts("a")), failures));
        ANSWERS_OF_SLOTS.forEach((task, answers) -> readMutated(task, answers, List.of(List.of(SLOTS)), failures));
        assertThat(failures.keySet()).isEqualTo(Set.of(FailureKind.MALFORMED, FailureKind.MISCONFIGURED));
    }

    private void readMutated(
            String task, List<String> answers, List<List<Input>> calls, Map<FailureKind, Integer> failures) {
        for (String answer : answers) {
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                byte[] mutated = mutated(answer);
                calls.forEach(inputs -> read(task, inputs, mutated, failures));
            }
        }
    }

    private static void read(String task, List<Input> inputs, byte[] answer, Map<FailureKind, Integer> failures) {
        ApiResponse response = new ApiResponse(200, Headers.EMPTY, answer);
        for (String kind : ServerKinds.serving(Tasks.named(task))) {
            try {
                List<Object> values =
                        ServerKinds.named(kind).api(ownEndpoint(task)).decode(response, inputs);
                Shape shape = Tasks.named(task).shape();
                assertThat(values).hasSameSizeAs(inputs).allSatisfy(value -> ShapeAssert.assertConforms(value, shape));
            } catch (InferenceException e) {
                failures.merge(e.failure().kind(), 1, Integer::sum);
            } catch (RuntimeException e) {
                fail("Reading " + response.text() + " of " + task + " by " + kind, e);
            }
        }
    }

    @Test
    void aMutatedErrorEndsInAFailure() {
        List<String> errors = List.of(
                "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"insufficient_quota\"}}",
                "{\"error\":[\"a\",\"b\"],\"estimated_time\":20.0}",
                "{\"detail\":[{\"loc\":[\"body\",0],\"msg\":\"m\"}],\"errors\":[{\"message\":\"x\"}]}",
                "<html><title>502</title></html>");
        for (String error : errors) {
            for (int i = 0; i < MUTATIONS_EACH; i++) {
                int status = 300 + random.nextInt(300);
                Failure failure = FailureClassifier.classify(
                        new ApiResponse(
                                status, Headers.of("Retry-After", text(mutated("Tue, 24 Nov 2026"))), mutated(error)),
                        0,
                        Instant.EPOCH);
                assertThat(failure.message()).isNotBlank().doesNotContain("\n");
            }
        }
    }

    /** As header values can be. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII)
                .replaceAll("[^ -~]", "?")
                .strip();
    }

    private byte[] mutated(String answer) {
        String text = answer;
        for (int i = random.nextInt(3); i >= 0; i--) {
            text = mutatedOnce(text);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String mutatedOnce(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(6));
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, from) + token + text.substring(from);
            case 3 -> text.substring(0, from) + token + text.substring(to);
            default -> text.substring(0, to) + text.substring(from);
        };
    }
}
