package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.MediaAnswer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.task.media.GeneratedMedia;
import java.util.List;
import java.util.stream.Stream;

/** What is read of the answer that holds what was ordered. */
@FunctionalInterface
interface Result {

    /** By these names an answer may hold what was said. */
    List<String> TEXTS = List.of("text", "output", "transcription", "translation");

    /** The values in an answer. */
    List<Object> of(JsonNode answer, List<Input> inputs);

    /**
     * The first image, sound or video.
     *
     * @param places JSON pointers of its URL; the first that leads to something is taken
     */
    static Result media(CallSpec spec, String... places) {
        MediaAnswer media = new MediaAnswer(((GeneratedMedia) spec.task()).kinds());
        return (answer, inputs) -> List.of(media.url(first(answer, places)));
    }

    private static JsonNode first(JsonNode answer, String... places) {
        return Stream.of(places)
                .map(answer::at)
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /**
     * What was said in a recording, with its parts where they are there.
     *
     * @param place JSON pointer of a text, of a list that begins with it, or of an object that holds it by one of {@link #TEXTS}
     */
    static Result transcript(CallSpec spec, String place) {
        return (answer, inputs) -> spec.read(Answer.of(transcript(answer.at(place))), inputs);
    }

    private static JsonNode transcript(JsonNode said) {
        JsonNode only = said.isArray() ? said.path(0) : said;
        ObjectNode transcript = only.isObject() ? only.deepCopy() : JsonNodeFactory.instance.objectNode();
        return transcript.set(
                "text",
                only.isObject()
                        ? TEXTS.stream()
                                .map(only::path)
                                .filter(JsonNode::isTextual)
                                .findFirst()
                                .orElse(MissingNode.getInstance())
                        : only);
    }
}
