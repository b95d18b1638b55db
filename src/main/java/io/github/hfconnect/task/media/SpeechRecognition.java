package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is said in a recording: {@code {text, chunks: [{text, timestamp: [seconds, seconds]}, ..]}}. Chunks come where
 * {@code parameters.return_timestamps} asks for them; a chunk that is cut off has no end. OpenAI-style servers call them
 * {@code segments: [{text, start, end}, ..]}, and answer them to {@code parameters.response_format=verbose_json};
 * to {@code text}, {@code srt} and {@code vtt} they answer no JSON, but the text as it is, with its times where it has any.
 */
record SpeechRecognition() implements BinaryTask {

    private static final Expected EXPECTED = new Expected("a {text, chunks}");

    private static final Set<String> PLAIN = Set.of("text", "srt", "vtt");

    /** Those of the plain forms; a gateway that loses an answer names none, or that of a page. */
    private static final Pattern PLAIN_TYPE = Pattern.compile("(?i)text/(?!html)|application/x-subrip");

    private static final Shape SHAPE = fields(
            "Transcription",
            required("text", STRING),
            required(
                    "chunks",
                    listOf(fields(required("text", STRING), optional("start", FLOAT64), optional("end", FLOAT64)))));

    @Override
    public String name() {
        return "automatic-speech-recognition";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        if (isPlain(answer, inputs.get(0))) {
            return List.of(plain(answer.text().strip()));
        }
        JsonNode root = EXPECTED.in(answer);
        JsonNode parts = root.path(root.hasNonNull("segments") ? "segments" : "chunks");
        List<JsonNode> chunks =
                parts.isMissingNode() || parts.isNull() ? List.of() : EXPECTED.elements(parts, "chunks");
        Map<String, Object> prediction = new LinkedHashMap<>();
        prediction.put("text", EXPECTED.text(root.path("text"), "the text"));
        prediction.put("chunks", chunks.stream().map(SpeechRecognition::chunk).toList());
        return List.of(prediction);
    }

    @Override
    public Object readResult(JsonNode result, Input input) {
        return result.isTextual() ? plain(result.textValue()) : BinaryTask.super.readResult(result, input);
    }

    /**
     * Only where it was asked for, whatever type the server says: whisper.cpp calls it a page. A real one begins with a tag. Nothing at
     * all is what speaches (0d7d569) answers where nobody speaks.
     */
    private static boolean isPlain(Answer answer, Input input) {
        if (!PLAIN.contains(String.valueOf(input.parameters().get("response_format")))) {
            return false;
        }
        String text = answer.text().stripLeading();
        String type = answer.contentType();
        return text.isEmpty()
                ? type != null && PLAIN_TYPE.matcher(type.strip()).lookingAt()
                : !text.startsWith("<") && !text.startsWith("{");
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("text", text, "chunks", List.of());
    }

    private static Map<String, Object> chunk(JsonNode element) {
        Map<String, Object> chunk = new LinkedHashMap<>();
        chunk.put("text", EXPECTED.text(element.path("text"), "a chunk's text"));
        JsonNode timestamp = element.path("timestamp");
        putSeconds(chunk, "start", timestamp.isArray() ? timestamp.path(0) : element.path("start"));
        putSeconds(chunk, "end", timestamp.isArray() ? timestamp.path(1) : element.path("end"));
        return chunk;
    }

    private static void putSeconds(Map<String, Object> chunk, String name, JsonNode seconds) {
        if (!seconds.isMissingNode() && !seconds.isNull()) {
            chunk.put(name, EXPECTED.finite(seconds, "a chunk's " + name));
        }
    }
}
