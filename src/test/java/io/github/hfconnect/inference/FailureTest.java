package io.github.hfconnect.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    private static final Failure FULL = new Failure(
            FailureKind.REJECTED,
            "m",
            413,
            Duration.ofSeconds(1),
            Manner.TIMED_OUT,
            BatchLimits.ONE,
            "words",
            "e",
            "r",
            2);

    static Stream<Arguments> completions() {
        return Stream.of(
                completion("status", failure -> failure.withStatus(500)),
                completion("hint", failure -> failure.withHint(null)),
                completion("admitted", failure -> failure.withAdmitted(null)),
                completion("manner", failure -> failure.withManner(null)),
                completion("attempts", failure -> failure.withAttempts(3)),
                completion("presumedFrom", failure -> failure.presumedFrom("others")),
                completion("message", failure -> failure.withMessage("n")));
    }

    private static Arguments completion(String field, UnaryOperator<Failure> by) {
        return Arguments.of(field, by);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("completions")
    void whoAddsOneThingLosesNoOther(String field, UnaryOperator<Failure> completion) {
        assertThat(completion.apply(FULL))
                .isNotEqualTo(FULL)
                .usingRecursiveComparison()
                .ignoringFields(field)
                .isEqualTo(FULL);
    }
}
