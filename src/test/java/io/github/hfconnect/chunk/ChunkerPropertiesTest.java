package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the pieces of any text under any rules. */
class ChunkerPropertiesTest {

    private static final int CASES = 400;

    private record Case(long seed, ChunkRules rules, String text) {

        static Case of(long seed) {
            Random random = new Random(seed);
            int max = 32 + random.nextInt(300);
            return new Case(seed, rules(random, max), RandomText.of(random, random.nextInt(20 * max)));
        }

        private static ChunkRules rules(Random random, int max) {
            List<Boundary> boundaries = new ArrayList<>(Arrays.asList(Boundary.values()));
            boundaries.removeIf(boundary -> random.nextInt(5) == 0);
            ChunkFormat format = random.nextBoolean() ? ChunkFormat.TEXT : ChunkFormat.MARKDOWN;
            int overlap = random.nextBoolean() ? 0 : random.nextInt((max - 1) / 2);
            return new ChunkRules(max, overlap, boundaries, format, Integer.MAX_VALUE);
        }

        List<Piece> pieces() {
            return Chunker.of(rules).cut(text);
        }

        int length() {
            return text.codePointCount(0, text.length());
        }

        String part(int start, int end) {
            return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
        }

        @Override
        public String toString() {
            return "seed " + seed + ", " + rules;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (long seed = 0; seed < CASES; seed++) {
            cases.add(Case.of(seed));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void piecesAreWhatTheySay(Case given) {
        List<Piece> pieces = given.pieces();

        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            assertThat(piece.index()).isEqualTo(i);
            assertThat(piece.text()).isEqualTo(given.part(piece.start(), piece.end()));
            assertThat(piece.length()).isLessThanOrEqualTo(given.rules().maxChars());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withoutOverlapTheyAreTheText(Case given) {
        StringBuilder joined = new StringBuilder();
        int end = 0;
        for (Piece piece : given.pieces()) {
            assertThat(piece.start())
                    .isLessThanOrEqualTo(end)
                    .isGreaterThanOrEqualTo(end - given.rules().overlap());
            assertThat(piece.end()).isGreaterThan(end).describedAs("makes progress");
            joined.append(given.part(end, piece.end()));
            end = piece.end();
        }
        assertThat(joined).hasToString(given.text());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noClusterIsSplit(Case given) {
        BitSet cuts = new BitSet();
        for (Piece piece : given.pieces()) {
            cuts.set(piece.start());
            cuts.set(piece.end());
        }
        cuts.andNot(boundaries(given));
        assertThat(cuts.isEmpty()).as("inside of clusters: %s", cuts).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void textThatFitsIsOnePiece(Case given) {
        if (given.length() <= given.rules().maxChars()) {
            assertThat(given.pieces()).containsExactly(new Piece(0, 0, given.length(), given.text()));
            assertThat(given.pieces().get(0).text()).isSameAs(given.text());
        } else {
            assertThat(given.pieces()).hasSizeGreaterThan(1);
        }
    }

    /** In code points, found from the beginning of the text on. */
    private static BitSet boundaries(Case given) {
        BitSet boundaries = new BitSet();
        boundaries.set(0);
        Matcher clusters = Pattern.compile("\\X").matcher(given.text());
        int at = 0;
        while (clusters.find()) {
            at += given.text().codePointCount(clusters.start(), clusters.end());
            boundaries.set(at);
        }
        return boundaries;
    }
}
