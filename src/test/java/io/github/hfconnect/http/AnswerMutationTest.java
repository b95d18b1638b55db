package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.samples.Exchange;
import io.github.hfconnect.samples.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** Whatever is done to an answer, it ends in as many good values as inputs or in a classified failure. */
class AnswerMutationTest {

    private static final int MUTATIONS_EACH = 1000;

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

    /** The samples hold an answer of every task by every server kind that serves it. */
    @Test
    void aMutatedAnswerEndsInValuesOrInAFailure() {
        Map<FailureKind, Integer> failures = new TreeMap<>();
        Samples.all().forEach(sample -> readMutated(sample, failures));

        assertThat(failures.keySet()).isSubsetOf(MALFORMED, MISCONFIGURED, REJECTED, UNAVAILABLE);
        assertThat(failures.get(MALFORMED)).isGreaterThan(10_000);
    }

    private void readMutated(Exchange sample, Map<FailureKind, Integer> failures) {
        String answer = new String(sample.answerBody(), StandardCharsets.UTF_8);
        List<Input> inputs = sample.inputs();
        ServerApi api = sample.api();
        Shape shape = sample.task().shape();
        for (int i = 0; i < MUTATIONS_EACH; i++) {
            ApiResponse mutated = new ApiResponse(200, Headers.EMPTY, mutated(answer));
            try {
                read(api, mutated, inputs)
                        .ifPresent(values -> assertThat(values)
                                .hasSameSizeAs(inputs)
                                .allSatisfy(value -> ShapeAssert.assertConforms(value, shape)));
            } catch (InferenceException e) {
                failures.merge(e.failure().kind(), 1, Integer::sum);
            } catch (RuntimeException e) {
                fail("Reading " + mutated.text() + " of " + sample, e);
            }
        }
    }

    /** Empty where the server is to be asked again. */
    private static Optional<List<Object>> read(ServerApi api, ApiResponse answer, List<Input> inputs) {
        return api.next(answer).isPresent() ? Optional.empty() : Optional.of(api.decode(answer, inputs));
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
