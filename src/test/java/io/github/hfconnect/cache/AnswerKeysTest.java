package io.github.hfconnect.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerKeysTest {

    private static final byte[] SALT = {1, 2, 3};
    private static final Asked ASKED = new Asked("text-classification", "org/model", Map.of("parameters.top_k", "1"));
    private static final AnswerKeys KEYS = new AnswerKeys(SALT, ASKED);
    private static final Input HI = Input.of("hi");

    @Test
    void equalInputsHaveEqualKeys() {
        Input input = new Input(Map.of("a", 1, "b", List.of("x", true)), Map.of("top_k", 2, "p", 0.5));
        Input same = new Input(Map.of("b", List.of("x", true), "a", 1), Map.of("p", 0.5, "top_k", 2));

        assertThat(KEYS.of(input)).isEqualTo(KEYS.of(same)).hasSameHashCodeAs(KEYS.of(same));
        assertThat(AnswerKey.parse(KEYS.of(input).bytes())).isEqualTo(KEYS.of(input));
    }

    @Test
    void whateverDecidesAboutAnAnswerIsInItsKey() {
        assertThat(List.of(
                        KEYS.of(HI),
                        KEYS.of(Input.of("ho")),
                        KEYS.of(new Input(HI.slots(), Map.of("top_k", 2))),
                        new AnswerKeys(new byte[] {4}, ASKED).of(HI),
                        keys("text-classification", "org/model", Map.of("parameters.top_k", "2")),
                        keys("text-classification", "org/other", ASKED.settings()),
                        keys("text-classification", null, ASKED.settings()),
                        keys("fill-mask", "org/model", ASKED.settings())))
                .doesNotHaveDuplicates();
    }

    private static AnswerKey keys(String task, @Nullable String model, Map<String, String> settings) {
        return new AnswerKeys(SALT, new Asked(task, model, settings)).of(HI);
    }

    /** What is written one after the other must not look like something else that is written one after the other. */
    @Test
    void valuesThatLookAlikeAreTold() {
        assertThat(List.of(
                        KEYS.of(Input.of("1")),
                        KEYS.of(Input.of(1)),
                        KEYS.of(Input.of(true)),
                        KEYS.of(Input.of("true")),
                        KEYS.of(Input.of(bytes("1"))),
                        KEYS.of(Input.of(List.of("a", "b"))),
                        KEYS.of(Input.of(List.of("ab"))),
                        KEYS.of(Input.of(List.of("a", List.of("b")))),
                        KEYS.of(Input.of(List.of(List.of("a"), "b"))),
                        KEYS.of(Input.of(Map.of("a", "b"))),
                        KEYS.of(new Input(Map.of("inputs", "x", "more", "y"), Map.of())),
                        KEYS.of(new Input(Map.of("inputs", "x"), Map.of("more", "y")))))
                .doesNotHaveDuplicates();
    }

    /** An image is read more than once. */
    @Test
    void bytesAreLeftAsTheyAre() {
        ByteBuffer image = bytes("image");

        AnswerKey first = KEYS.of(Input.of(image));

        assertThat(KEYS.of(Input.of(image))).isEqualTo(first);
    }

    @Test
    void aReaderTellsItsOwnAnswersFromOthersWithoutTheSalt() {
        byte[] key = KEYS.of(HI).bytes();

        assertThat(ASKED.owns(key)).isTrue();
        assertThat(new Asked("text-classification", "org/other", Map.of()).owns(key))
                .isFalse();
        assertThat(ASKED.owns(bytes("salt").array())).isFalse();
        key[0] = 2;
        assertThat(ASKED.owns(key)).as("of a later version").isFalse();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
