package io.github.hfconnect.answer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The headers of an answer, some of which tell of an error. */
@FunctionalInterface
public interface ErrorHeaders {

    /** The value of a header, or null. */
    @Nullable
    String get(String name);

    /** What is said beside a body that says nothing. */
    default String message() {
        return Objects.requireNonNullElse(get("x-error-message"), "");
    }

    /** As Azure's API Management does where a quota is used up, under 403. */
    default boolean asksToWait() {
        return get("Retry-After") != null;
    }

    /**
     * The name that AWS has for an error, and which SageMaker says here only: it throttles with 400 and <code>{"message": null}</code>
     * (opensearch-project/ml-commons#2429, #2438). An address may follow it behind a colon, as Bedrock's does.
     */
    default @Nullable String type() {
        String type = get("x-amzn-errortype");
        return type == null ? null : type.split(":", 2)[0];
    }
}
