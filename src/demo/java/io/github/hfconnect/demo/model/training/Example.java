package io.github.hfconnect.demo.model.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.model.ChatText;
import io.github.hfconnect.demo.model.MiniLm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A labelled text as the regression sees it. */
final class Example {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TOXIC_CLASSES = Set.of("hate", "offensive");
    private static final Set<String> TOXIC_INTENTS = Set.of("E", "I");

    final boolean toxic;
    final float[] vector;

    Example(boolean toxic, float[] vector) {
        this.toxic = toxic;
        this.vector = vector;
    }

    /** Reads lines of {@code {"text","class"}}, as in the tweets. */
    static List<Example> tweets(Path file) throws IOException {
        return read(file, "text", "class", TOXIC_CLASSES);
    }

    /** Reads lines of {@code {"message","intent"}}, as in the CONDA chat. */
    static List<Example> chat(Path file) throws IOException {
        return read(file, "message", "intent", TOXIC_INTENTS);
    }

    private static List<Example> read(Path file, String text, String label, Set<String> toxic) throws IOException {
        return Files.readAllLines(file).parallelStream()
                .map(Example::parse)
                .map(line -> new Example(
                        toxic.contains(line.path(label).asText()),
                        MiniLm.shared().embed(ChatText.clean(line.path(text).asText()))))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON line: " + line, e);
        }
    }
}
