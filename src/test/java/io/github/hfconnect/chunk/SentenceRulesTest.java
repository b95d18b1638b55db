package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way to the boundaries of sentences beside the JDK's own way over the whole text. */
class SentenceRulesTest {

    /** Marks, what may stand around them, and letters of several scripts: where they meet, rules decide. */
    private static final String MEETING =
            ".?!..?? \n\r\t\f\u0085\"')]}([{<>-,;:aAzZ9\u00e9\u00ab\u00bb\u00a0\u00ad\u00b7aaBB"
                    + "\u4f60\u3002\uff01\u3001\u300d\u0964\u2028\u2029\u0301\u0e01\u2019\u201d\u2026\u061f\u0627\u03b1\u0410\u0430\ud83d\ude00\u200d";

    private static List<Integer> byTheWholeText(String text) {
        BreakIterator rules = BreakIterator.getSentenceInstance(Locale.ROOT);
        rules.setText(text);
        return IntStream.iterate(rules.next(), at -> at != BreakIterator.DONE && at < text.length(), at -> rules.next())
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "One. Two! Three? Four",
                "e.g. this, i.e. one sentence with v1.2.3 in it. And another one.",
                "\u201cDid he?\u201d she asked. (He did.) \u00bbJa!\u00ab Dr. No. no",
                "\u4f60\u597d\u3002\u518d\u89c1\uff01Hello. 9 lives.\n\nNew paragraph",
                "...!?!? ... a . . . B"
            })
    void boundariesAreThoseOfTheRules(String text) {
        assertThat(SentenceRules.in(text, 0, text.length()).boxed()).isEqualTo(byTheWholeText(text));
    }

    @Test
    void boundariesOfAnyTextAreThoseOfTheRules() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String text = text(random);
            assertThat(SentenceRules.in(text, 0, text.length()).boxed())
                    .as(() ->
                            text.chars().mapToObj(Integer::toHexString).toList().toString())
                    .isEqualTo(byTheWholeText(text));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(24);
        while (text.length() < length) {
            int limit = random.nextBoolean() ? 0x100 : Character.MAX_VALUE;
            text.append(
                    random.nextInt(4) == 0
                            ? (char) random.nextInt(limit)
                            : MEETING.charAt(random.nextInt(MEETING.length())));
        }
        return text.toString();
    }

    @Test
    void aRangeIsATextOfItsOwn() {
        String text = "One. Two. Three. Four.";

        assertThat(SentenceRules.in(text, 5, 17)).containsExactly(10);
    }

    /** Where each mark is followed to the letter that decides, at the other end, the time limit of all tests ends this. */
    @Test
    void timeGrowsWithTheTextAlone() {
        String marks = "! ".repeat(1_000_000);

        assertThat(SentenceRules.in(marks, 0, marks.length())).hasSize(999_999);
    }
}
