package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.Shape.Scalar.BYTES;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Base64Text;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.List;
import java.util.Map;

/** The tracks of a recording, such as its speakers: {@code [{label, blob: base64, content-type}, ..]}. */
record AudioToAudio() implements BinaryTask {

    private static final Expected EXPECTED = new Expected("a list of {label, blob, content-type}");

    private static final Shape SHAPE = fields(
            "Tracks",
            required(
                    "tracks",
                    listOf(fields(
                            required("label", STRING), required("content", BYTES), required("content_type", STRING)))));

    @Override
    public String name() {
        return "audio-to-audio";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        List<JsonNode> tracks = EXPECTED.elementsOrOne(EXPECTED.in(answer), "tracks");
        if (tracks.isEmpty()) {
            throw EXPECTED.butFound("no track");
        }
        return List.of(Map.of("tracks", tracks.stream().map(AudioToAudio::track).toList()));
    }

    private static Map<String, Object> track(JsonNode element) {
        return Map.of(
                "label",
                EXPECTED.text(element.path("label"), "a label's name"),
                "content",
                Base64Text.content(element.path("blob"), "a track's sound", EXPECTED),
                "content_type",
                EXPECTED.text(element.path("content-type"), "a content type"));
    }
}
