package io.github.hfconnect.sink.output;

import static io.github.hfconnect.sink.output.ConversionFault.LASTING;
import static io.github.hfconnect.sink.output.ConversionFault.PASSING;
import static io.github.hfconnect.sink.output.ConversionFault.RECORD;
import static io.github.hfconnect.sink.output.ConversionFault.UNREGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionFaultTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("a value of the wrong type", new DataException("not a number"), RECORD),
                fault("a name that Avro cannot spell", new IllegalStateException("Illegal character in: a-b"), RECORD),
                fault("bytes that are no text", new DataException("bad", new CharConversionException()), RECORD),
                fault("no answer", new SerializationException("bad", new IOException("reset")), PASSING),
                fault("Kafka's own patience", new TimeoutException("late"), PASSING),
                fault("a setting", new ConfigException("apicurio.registry.url is missing"), LASTING),
                fault("Confluent: no such user", new ConfigException("Failed; error code: 401"), LASTING),
                fault("Confluent: does not fit", new ConfigException("Failed; error code: 409"), RECORD),
                fault("Apicurio 2: refused", apicurio(new Answer(null, "ConnectException")), PASSING),
                fault("Apicurio 2: late", apicurio(new Answer(null, "HttpConnectTimeoutException")), PASSING),
                fault("Apicurio 2: a proxy's own JSON", apicurio(new Answer(null, null)), PASSING),
                fault("Apicurio 2: 500", apicurio(new Answer(500, "RegistryStorageException")), PASSING),
                fault("Apicurio 2: 404", apicurio(new Answer(404, "ArtifactNotFoundException")), UNREGISTERED),
                fault("Confluent: no such subject", confluent(404), UNREGISTERED),
                fault("Confluent: does not fit, 8.x", confluent(409), RECORD),
                fault("Glue: faulty", glue(500, false, "InternalServiceException"), PASSING),
                fault("Glue: too many requests", glue(400, true, "ThrottlingException"), PASSING),
                fault("Glue: no right", glue(400, false, "AccessDeniedException"), LASTING),
                fault("Glue: a token that is old", glue(400, false, "ExpiredTokenException"), LASTING),
                fault("Glue: no such schema", glue(400, false, "EntityNotFoundException"), UNREGISTERED),
                fault("Glue: not compatible", glue(400, false, "InvalidInputException"), RECORD),
                fault("Apicurio 2: 409", apicurio(new Answer(409, "RuleViolationException")), RECORD),
                fault("Apicurio 2: 429", new RuntimeException(new RateLimitedClientException()), PASSING),
                fault("Apicurio 2: 401", new RuntimeException(new NotAuthorizedException()), LASTING),
                fault("Apicurio 2: 403", new RuntimeException(new ForbiddenException()), LASTING),
                fault("Apicurio 3: 503", new RuntimeException(new ApiException(503)), PASSING),
                fault("Apicurio 3: 422", new RuntimeException(new ApiException(422)), RECORD));
    }

    private static Arguments fault(String what, RuntimeException failure, ConversionFault fault) {
        return Arguments.of(what, failure, fault);
    }

    /** As its serializers wrap it (7.8 to 8.5): {@code toKafkaException} has no case of its own for 404. */
    private static RuntimeException confluent(int status) {
        return new DataException("bad", new SerializationException("bad", new ApiException(status)));
    }

    private static RuntimeException glue(int status, boolean throttled, String code) {
        return new DataException("bad", new RuntimeException(new GlueException(status, throttled, new AwsError(code))));
    }

    private static RuntimeException apicurio(Answer answer) {
        return new RuntimeException(new RestClientException(answer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void whoseFaultItIsIsSeenInAnyOfTheCauses(String what, RuntimeException failure, ConversionFault fault) {
        assertThat(ConversionFault.of(failure)).isEqualTo(fault);
    }

    @Test
    void interruptionIsToldHoweverItIsWrapped() {
        assertThatThrownBy(() -> ConversionFault.requireNotInterrupted(
                        new DataException("bad", new IOException(new InterruptedException()))))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(
                        () -> ConversionFault.requireNotInterrupted(apicurio(new Answer(null, "InterruptedException"))))
                .isInstanceOf(InterruptedException.class);
        assertThatCode(() -> ConversionFault.requireNotInterrupted(apicurio(new Answer(500, "Any"))))
                .doesNotThrowAnyException();
    }

    /** {@code software.amazon.awssdk.awscore.exception.AwsErrorDetails} of SDK 2. */
    public record AwsError(String errorCode) {}

    /** {@code software.amazon.awssdk.services.glue.model.GlueException} of SDK 2. */
    public static final class GlueException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final boolean throttled;
        private final transient AwsError error;

        GlueException(int status, boolean throttled, AwsError error) {
            this.status = status;
            this.throttled = throttled;
            this.error = error;
        }

        public int statusCode() {
            return status;
        }

        public boolean isThrottlingException() {
            return throttled;
        }

        public AwsError awsErrorDetails() {
            return error;
        }
    }

    /** Apicurio 2.6: {@code io.apicurio.registry.rest.v2.beans.Error}. */
    public record Answer(@Nullable Integer code, @Nullable String exception) {

        public @Nullable Integer getErrorCode() {
            return code;
        }

        public @Nullable String getName() {
            return exception;
        }
    }

    /** Apicurio 2.6: {@code io.apicurio.registry.rest.client.exception.RestClientException}, which has no cause. */
    public static final class RestClientException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Answer error;

        RestClientException(Answer error) {
            this.error = error;
        }

        public Answer getError() {
            return error;
        }
    }

    /** Apicurio 2.6, like the next two: it knows nothing but its class. */
    static final class RateLimitedClientException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static final class NotAuthorizedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static final class ForbiddenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Of Kiota, which Apicurio 3 is made with. */
    public static final class ApiException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        ApiException(int status) {
            this.status = status;
        }

        public int getResponseStatusCode() {
            return status;
        }
    }
}
