package io.github.hfconnect.sink.output;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What a schema registry has answered, as its client tells it in an exception of its own, whose class this plugin does not see:
 * Confluent's {@code RestClientException} by {@code getStatus()}, Apicurio's of 3.x by the next two, that of 2.x (2.6.13, {@code
 * io.apicurio.registry.rest.client.impl.ErrorHandler}) by {@code getError()} or by its class alone, AWS Glue's (SDK 2, {@code
 * AwsServiceException}) by {@code statusCode()}, but for what it says in codes under 400.
 */
final class RegistryRefusal {

    private static final int TOO_MANY_REQUESTS = 429;

    private static final String[] STATUS = {"getStatus", "getResponseStatusCode", "getStatusCode", "statusCode"};

    private static final Map<String, Integer> BY_CLASS = Map.of(
            "NotAuthorizedException",
            401,
            "ForbiddenException",
            403,
            "RateLimitedClientException",
            429,
            // Of AWS's SDK, where it has no credentials; what cannot be reached has an IOException for its cause.
            "SdkClientException",
            401);

    /** What Glue says under 400 (its documentation's common errors), as the statuses that others say it with. */
    private static final Map<String, Integer> BY_AWS_CODE = Map.of(
            "AccessDeniedException", 403,
            "UnrecognizedClientException", 401,
            "ExpiredTokenException", 401,
            "EntityNotFoundException", 404);

    /**
     * Confluent's serializers (AbstractKafkaSchemaSerDe, 7.x) make a registry's answers with a code from 400 to 499 a configuration
     * fault that has no cause but ends like this.
     */
    private static final Pattern CODE = Pattern.compile("error code: (\\d{3})\\b");

    private RegistryRefusal() {}

    /** The status, or empty where the exception is none of a registry's client, or knows none. */
    static OptionalInt status(Throwable cause) {
        if (cause instanceof ConfigException) {
            Matcher code = CODE.matcher(String.valueOf(cause.getMessage()));
            return code.find() ? OptionalInt.of(Integer.parseInt(code.group(1))) : OptionalInt.empty();
        }
        OptionalInt ofAws = ofAws(cause);
        if (ofAws.isPresent()) {
            return ofAws;
        }
        for (String getter : STATUS) {
            if (get(cause, getter) instanceof Integer status) {
                return OptionalInt.of(status);
            }
        }
        Object error = get(cause, "getError");
        if (error != null && get(error, "getErrorCode") instanceof Integer code) {
            return OptionalInt.of(code);
        }
        Integer known = BY_CLASS.get(cause.getClass().getSimpleName());
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    private static OptionalInt ofAws(Throwable cause) {
        if (Boolean.TRUE.equals(get(cause, "isThrottlingException"))) {
            return OptionalInt.of(TOO_MANY_REQUESTS);
        }
        Object details = get(cause, "awsErrorDetails");
        Integer status = details == null ? null : BY_AWS_CODE.get(String.valueOf(get(details, "errorCode")));
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /**
     * Whether there was no answer: Apicurio's client of 2.x keeps of an {@code IOException} the name of its class, and of what
     * a proxy answers in JSON of its own nothing.
     */
    static boolean isOfNoAnswer(Throwable cause) {
        Object error = get(cause, "getError");
        return error != null && has(error, "getErrorCode") && get(error, "getErrorCode") == null;
    }

    /** Whether the calling thread was interrupted while it waited for the answer. */
    static boolean isInterruption(Throwable cause) {
        Object error = get(cause, "getError");
        String name = InterruptedException.class.getSimpleName();
        return cause instanceof InterruptedException || (error != null && Objects.equals(get(error, "getName"), name));
    }

    private static boolean has(Object object, String getter) {
        return Stream.of(object.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(getter) && method.getParameterCount() == 0);
    }

    private static @Nullable Object get(Object object, String getter) {
        try {
            return object.getClass().getMethod(getter).invoke(object);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
