package io.github.hfconnect.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.http.transport.FailureClassifier;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.samples.Exchange;
import io.github.hfconnect.samples.Samples;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.Headers;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.ShapeAssert;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is done to an answer, it ends in as many good values as inputs or in a classified failure. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnswerMutationTest {

    private static final HttpUrl ASKED = HttpUrl.get("http://127.0.0.1:8080/");

    private static final long SEED = 20261124;

    private static final int MUTATIONS = 20_000;

    /** Reading may allocate this much whatever the answer, and so many bytes for each byte of it. */
    private static final long BASE_MEMORY = 2_000_000;

    private static final long MEMORY_FACTOR = 100;

    private final AnswerMutations mutations = new AnswerMutations(SEED);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<FailureKind, Integer> failures = new TreeMap<>();

    private int values;

    /** A sample whose answer is to be mutated, prepared once. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never changed and never compared.
    private record Target(Exchange exchange, ServerApi api, List<Input> inputs, byte[] answer) {
        static Target of(Exchange exchange) {
            return new Target(exchange, exchange.api(), exchange.inputs(), exchange.answerBody());
        }
    }

    @Test
    void aMutatedAnswerEndsInValuesOrInAFailure() {
        List<Target> targets = Samples.all().stream().map(Target::of).toList();
        for (int i = 0; i < MUTATIONS; i++) {
            Target target = targets.get(i % targets.size());
            read(target, mutations.mutated(target.answer()));
        }

        assertThat(failures.keySet())
                .isEqualTo(Set.of(
                        FailureKind.MALFORMED,
                        FailureKind.MISCONFIGURED,
                        // An assistant that says nothing, or names no tool: the record's own, asked once more.
                        FailureKind.REJECTED));
        assertThat(values).as("answers that are still good").isBetween(MUTATIONS / 20, MUTATIONS);
        assertThat(failures.get(FailureKind.MALFORMED)).isGreaterThan(MUTATIONS / 4);
    }

    private void read(Target target, byte[] answer) {
        Answer response = new Answer(answer, target.exchange().answerType());
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            if (target.api().next(response, target.inputs(), null).isPresent()) {
                return; // The server is to be asked again.
            }
            assertConforms(target.api().decode(response, target.inputs()), target);
        } catch (InferenceException e) {
            failures.merge(e.failure().kind(), 1, Integer::sum);
        } catch (RuntimeException e) {
            fail("Reading " + Excerpt.of(response.text()) + " of " + target.exchange(), e);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated for %s of %s", Excerpt.of(response.text()), target.exchange())
                .isLessThan(BASE_MEMORY + MEMORY_FACTOR * answer.length);
    }

    private void assertConforms(List<Object> decoded, Target target) {
        Shape shape = target.exchange().task().shape();
        assertThat(decoded)
                .hasSameSizeAs(target.inputs())
                .allSatisfy(value -> ShapeAssert.assertConforms(value, shape));
        values++;
    }

    @Test
    void aMutatedErrorEndsInAFailure() {
        List<String> errors = List.of(
                "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"insufficient_quota\"}}",
                "{\"error\":[\"a\",\"b\"],\"estimated_time\":20.0}",
                "{\"detail\":[{\"loc\":[\"body\",0],\"msg\":\"m\"}],\"errors\":[{\"message\":\"x\"}]}",
                "<html><title>502</title></html>");
        for (int i = 0; i < MUTATIONS / 4; i++) {
            byte[] body = mutations.mutated(errors.get(i % errors.size()).getBytes(StandardCharsets.UTF_8));
            byte[] hint = mutations.mutated("Tue, 24 Nov 2026".getBytes(StandardCharsets.US_ASCII));
            Failure failure = FailureClassifier.classify(
                    new ApiResponse(300 + i % 300, Headers.of("Retry-After", text(hint)), body),
                    ASKED,
                    0,
                    Instant.EPOCH,
                    UnaryOperator.identity());
            assertThat(failure.message()).isNotBlank().doesNotContain("\n");
        }
    }

    /** As header values can be. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII)
                .replaceAll("[^ -~]", "?")
                .strip();
    }
}
