package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenChunkerTest {

    private static final int TOKENS = 64;

    private final WordPieces tokenizer = new WordPieces();

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noPieceOfAnyTextHasMoreTokensAndTogetherTheyAreTheText(int seed) {
        Random random = new Random(seed);
        int tokens = 32 + random.nextInt(200);
        int overlap = random.nextBoolean() ? 0 : random.nextInt(tokens);
        ChunkFormat format = random.nextBoolean() ? ChunkFormat.TEXT : ChunkFormat.MARKDOWN;
        String text = RandomText.of(random, random.nextInt(60 * tokens));

        List<Piece> pieces = chunker(tokens, overlap, format).cut(text);

        assertThat(pieces).allSatisfy(piece -> {
            assertThat(WordPieces.tokens(piece.text())).isLessThanOrEqualTo(tokens);
            assertThat(piece.text()).isEqualTo(part(text, piece.start(), piece.end()));
        });
        StringBuilder joined = new StringBuilder();
        int end = 0;
        for (Piece piece : pieces) {
            assertThat(piece.start()).isLessThanOrEqualTo(end);
            joined.append(part(text, end, piece.end()));
            end = piece.end();
        }
        assertThat(joined).hasToString(text);
        // Each round halves what is still too long, from four characters a token to less than one.
        assertThat(tokenizer.calls().size()).isLessThanOrEqualTo(8);
    }

    @Test
    void aTextThatFitsForSureAsksNobodyAndOneThatFitsAsksOnce() {
        String text = "x".repeat(TOKENS - 8);
        assertThat(chunker(TOKENS, 0, ChunkFormat.TEXT).cut(text)).containsExactly(new Piece(0, 0, TOKENS - 8, text));
        assertThat(tokenizer.calls()).isEmpty();

        String longer = "word ".repeat(TOKENS - 2);
        assertThat(chunker(TOKENS, 0, ChunkFormat.TEXT).cut(longer)).hasSize(1);
        assertThat(tokenizer.calls()).containsExactly(List.of(longer));
    }

    @Test
    void piecesOfPlainProseAreNearlyFullAndNoPieceIsAskedAboutTwice() {
        String text = prose(400);

        List<Piece> pieces = chunker(TOKENS, 0, ChunkFormat.TEXT).cut(text);

        assertThat(pieces.size()).isLessThanOrEqualTo(3 * WordPieces.tokens(text) / TOKENS);
        List<String> asked = tokenizer.calls().stream().flatMap(List::stream).toList();
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(tokenizer.calls().size()).isLessThanOrEqualTo(3);
    }

    @Test
    void anEditChangesThePiecesAroundIt() {
        String text = prose(400);
        int middle = text.indexOf("sentence 200");
        Set<String> before = texts(text);

        Set<String> after = texts(text.substring(0, middle) + "another " + text.substring(middle));

        after.removeAll(before);
        assertThat(after.size()).isBetween(1, 4);
    }

    @Test
    void aCharacterOfTooManyTokensIsTheTextsOwnFailure() {
        Chunker chunker = Chunker.ofTokens(
                rules(TOKENS, 0, ChunkFormat.TEXT),
                TOKENS,
                texts -> texts.stream()
                        .map(text -> text.contains("\u00df") ? 99 : 1)
                        .toList());

        assertThatThrownBy(() -> chunker.cut("a\u00df"))
                .hasMessageContaining("One character of the text is 99 tokens, and `chunk.max.tokens` is 64");
    }

    private Set<String> texts(String text) {
        return chunker(TOKENS, 0, ChunkFormat.TEXT).cut(text).stream()
                .map(Piece::text)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String prose(int sentences) {
        return IntStream.range(0, sentences)
                .mapToObj(i -> "This is the sentence " + i + " of a text that goes on and on. ")
                .collect(Collectors.joining());
    }

    private Chunker chunker(int tokens, int overlap, ChunkFormat format) {
        return Chunker.ofTokens(rules(tokens, overlap, format), tokens, tokenizer);
    }

    private static ChunkRules rules(int tokens, int overlap, ChunkFormat format) {
        return new ChunkRules(4 * tokens, overlap, Arrays.asList(Boundary.values()), format, Integer.MAX_VALUE);
    }

    private static String part(String text, int start, int end) {
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }
}
