package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    private static final String WORDS = "Some words that say something. ".repeat(4) + "\n\n";

    @Test
    void aHeadingIsNeverTheEndOfAPiece() {
        String text = WORDS + "## First\n\n" + WORDS + "Second\n------\n" + WORDS + "# Third\n## Fourth\n\n" + WORDS;

        for (int max = 100; max < 300; max++) {
            assertThat(texts(max, text))
                    .allSatisfy(piece -> assertThat(piece.strip())
                            .doesNotEndWithIgnoringCase("first")
                            .doesNotEndWith("------")
                            .doesNotEndWith("Third")
                            .doesNotEndWith("Fourth"));
        }
    }

    @Test
    void codeAndTablesThatFitStayWhole() {
        String code = "```\nint one;\n\nint two;\n\n# no heading\n```\n";
        String table = "| a | b |\n|---|---|\n| one | two |\n| three | four |\n";
        String text = WORDS + code + "\n" + WORDS + table + "\n" + WORDS;

        for (int max = 100; max < 300; max++) {
            assertThat(texts(max, text))
                    .as("%d", max)
                    .anySatisfy(piece -> assertThat(piece).contains(code))
                    .anySatisfy(piece -> assertThat(piece).contains(table));
        }
    }

    @Test
    void codeThatDoesNotFitIsCutAtLines() {
        String code = "```\n" + "call(with, some, arguments);\n".repeat(20) + "```\n";

        assertThat(texts(100, code))
                .hasSizeGreaterThan(5)
                .allSatisfy(piece -> assertThat(piece).endsWith("\n"));
    }

    @Test
    void anOpenFenceGoesOnToTheEnd() {
        assertThat(MarkdownBlocks.of("a\n```\n# b\n\nc"))
                .extracting(MarkdownBlock::kind)
                .containsExactly(MarkdownBlock.Kind.LINE, MarkdownBlock.Kind.WHOLE);
    }

    @Test
    void aRuleIsNoHeadingAndAHashWithoutABlankNeither() {
        assertThat(MarkdownBlocks.of("a\n\n---\n\n#b\n\n| c |\n"))
                .extracting(MarkdownBlock::kind)
                .containsOnly(MarkdownBlock.Kind.LINE);
    }

    private static List<String> texts(int max, String text) {
        ChunkRules rules = new ChunkRules(max, 0, Arrays.asList(Boundary.values()), ChunkFormat.MARKDOWN, 1000);
        return Chunker.of(rules).cut(text).stream().map(Piece::text).toList();
    }
}
