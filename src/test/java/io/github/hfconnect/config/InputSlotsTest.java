package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.record.input.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which keys a task needs, and which it has no use for. */
class InputSlotsTest {

    private static String message(String task, String... more) {
        Map<String, String> props = Props.transform(more);
        props.put("task", task);
        @Nullable Throwable error = catchThrowable(() -> new InferenceConfig(props));
        assertThat(error).isInstanceOf(InconsistentConfigException.class);
        return String.valueOf(error == null ? null : error.getMessage());
    }

    @Test
    void theSlotsOfATaskAreReadFromTheirKeys() {
        Map<String, String> props = Props.transform("input.question.field", "q", "input.context.field", "doc.body");
        props.put("task", "question-answering");

        assertThat(new InferenceConfig(props)
                        .records()
                        .inputReader()
                        .read(Map.of("q", "who?", "doc", Map.of("body", "me"))))
                .isEqualTo(new Reading.Ask(new Input(Map.of("question", "who?", "context", "me"), Map.of())));
    }

    @Test
    void missingSlotsAreNamed() {
        assertThat(message("question-answering", "input.question.field", "q"))
                .contains("input.context.field: Set it", "question-answering")
                .doesNotContain("input.question.field: ");
    }

    @Test
    void surplusSlotsAreNamedWithThoseThatTheTaskTakes() {
        assertThat(message("text-classification", "input.question.field", "q"))
                .contains("input.question.field: Remove it", "takes input.field");
        assertThat(message("text-ranking", "input.query.field", "q", "input.texts.field", "t", "input.field", "f"))
                .contains("input.field: Remove it", "takes input.query.field, input.texts.field");
        assertThat(message("text-classification", "input.nonsense.field", "q")).contains("input.nonsense.field");
    }

    @Test
    void wordsBesideAPictureAreATemplateOrAFieldOrMissing() {
        Map<String, Object> value = Map.of("name", "cup", "photo", "R0lGODlh");
        Object gif = List.of(ByteBuffer.wrap("GIF89a".getBytes(StandardCharsets.US_ASCII)));

        assertThat(asked(value, "input.image.field", "photo", "input.template", "Is this a {{name}}?"))
                .isEqualTo(Map.of(Input.MAIN, "Is this a cup?", "image", gif));
        assertThat(asked(value, "input.image.field", "photo", "input.field", "name"))
                .isEqualTo(Map.of(Input.MAIN, "cup", "image", gif));
        assertThat(asked(value, "input.image.field", "photo")).isEqualTo(Map.of("image", gif));
    }

    private static Map<String, Object> asked(Map<String, Object> value, String... more) {
        Map<String, String> props = Props.transform(more);
        props.put("task", "image-text-to-text");
        Reading reading = new InferenceConfig(props).records().inputReader().read(value);
        return ((Reading.Ask) reading).input().slots();
    }

    @Test
    void aPictureIsNamedAsMissing() {
        assertThat(message("image-text-to-text", "input.field", "q")).contains("input.image.field: Set it");
    }

    @Test
    void aTemplateIsOneText() {
        assertThat(message(
                        "question-answering",
                        "input.question.field",
                        "q",
                        "input.context.field",
                        "c",
                        "input.template",
                        "{{a}}"))
                .contains("input.template: Remove it");
    }
}
