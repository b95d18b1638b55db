package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecursiveChunkerTest {

    @Test
    void paragraphsAreBetterThanSentencesAndSentencesThanWords() {
        assertThat(texts(40, "One. Two three four.\n\nFive six seven. Eight nine ten eleven."))
                .containsExactly("One. Two three four.\n\n", "Five six seven. Eight nine ten eleven.");
        assertThat(texts(40, "One two three four. Five six seven eight nine."))
                .containsExactly("One two three four. ", "Five six seven eight nine.");
        assertThat(texts(40, "one two three four five six seven eight nine ten"))
                .containsExactly("one two three four five ", "six seven eight nine ten");
    }

    @Test
    void aTitleStaysWithWhatFollows() {
        assertThat(texts(60, "Title\n\n" + "A sentence of some words. ".repeat(4))
                        .get(0))
                .startsWith("Title\n\nA sentence");
    }

    @Test
    void theLineIsWhereListsAreCut() {
        assertThat(texts(32, "- milk and honey\n- bread and wine\n- salt and oil"))
                .containsExactly("- milk and honey\n", "- bread and wine\n- salt and oil");
    }

    @Test
    void anOverlapBeginsWithASentenceOrAWord() {
        ChunkRules rules = new ChunkRules(60, 20, Arrays.asList(Boundary.values()), ChunkFormat.TEXT, 100);
        List<Piece> pieces =
                Chunker.of(rules).cut("The first one is here. It ends so. Another one comes. And the last one.");

        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(1).text()).startsWith("It ends so. Another");
    }

    @Test
    void moreThanTheMostAreTheRecordsOwnFailure() {
        ChunkRules rules = new ChunkRules(32, 0, List.of(Boundary.WORD), ChunkFormat.TEXT, 3);

        assertThat(Chunker.of(rules).cut("word ".repeat(12))).hasSize(2);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> Chunker.of(rules).cut("word ".repeat(20)))
                .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.REJECTED))
                .withMessageContaining("`chunk.max.count` is 3");
    }

    /** In time that grows with the length, or the time limit of all tests would end it. */
    @Test
    void hugeTextsAreCutToo() {
        List.of("x", " ", "\n", "a\n\n", "a\u0301", "🇩🇪", "นั่งรถไฟไปเที่ยวทะเล", "A sentence, and one more. ")
                .forEach(part -> {
                    String text = part.repeat(1_000_000 / part.length());
                    assertThat(joined(text)).isEqualTo(text);
                });
    }

    private static String joined(String text) {
        ChunkRules rules =
                new ChunkRules(1500, 0, Arrays.asList(Boundary.values()), ChunkFormat.MARKDOWN, Integer.MAX_VALUE);
        StringBuilder joined = new StringBuilder(text.length());
        Chunker.of(rules).cut(text).forEach(piece -> joined.append(piece.text()));
        return joined.toString();
    }

    private static List<String> texts(int max, String text) {
        ChunkRules rules = new ChunkRules(max, 0, Arrays.asList(Boundary.values()), ChunkFormat.TEXT, 100);
        return Chunker.of(rules).cut(text).stream().map(Piece::text).toList();
    }
}
