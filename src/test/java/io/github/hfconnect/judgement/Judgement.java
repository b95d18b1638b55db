package io.github.hfconnect.judgement;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.inference.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row: what a server answers in a situation, and what is to be made of it.
 *
 * @param source where that is documented, reported or read; {@code run} where it was seen by running it
 * @param body JSON, or text as it is
 * @param task with {@code api}: an answer to read, not an error
 * @param kind null where the answer is a good one
 * @param by what decides: {@code field}, {@code words} or {@code status}
 * @param presumed whether others may show it to be another's fault; null where it does not matter
 * @param unusable whether the server has done its part, and the model may say something else; null where it does not matter
 * @param messageParts what is said to people
 * @param missingParts what is not
 */
record Judgement(
        String server,
        String version,
        String source,
        String situation,
        int status,
        @JsonProperty("headers") @Nullable Map<String, String> sentHeaders,
        JsonNode body,
        @Nullable String task,
        @Nullable String api,
        @JsonProperty("parameters") @Nullable Map<String, Object> sentParameters,
        @JsonProperty("inputs") @Nullable List<String> askedInputs,
        @Nullable FailureKind kind,
        String by,
        @Nullable Boolean presumed,
        @Nullable Boolean loading,
        @Nullable Boolean unusable,
        @Nullable Long hintMillis,
        @JsonProperty("message") @Nullable List<String> messageParts,
        @JsonProperty("lacks") @Nullable List<String> missingParts,
        @Nullable JsonNode prediction) {

    private static final Path FOLDER = Path.of("src", "test", "resources", "judgements");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All rows, a file for each group of servers. */
    static List<Judgement> all() {
        List<Judgement> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                rows.addAll(List.of(JSON.readValue(file.toFile(), Judgement[].class)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    Map<String, String> headers() {
        return Objects.requireNonNullElse(sentHeaders, Map.of());
    }

    Map<String, Object> parameters() {
        return Objects.requireNonNullElse(sentParameters, Map.of());
    }

    List<String> inputs() {
        return Objects.requireNonNullElse(askedInputs, List.of("a"));
    }

    List<String> message() {
        return Objects.requireNonNullElse(messageParts, List.of());
    }

    List<String> lacks() {
        return Objects.requireNonNullElse(missingParts, List.of());
    }

    /** The bytes of the body. */
    byte[] content() {
        return (body.isTextual() ? body.textValue() : body.toString()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return server + " " + version + ": " + situation;
    }
}
