package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An edit changes the pieces around it and no others, so that an edited document costs little. */
class LocalCutsTest {

    private static final List<String> WORDS = List.of(
            "river", "house", "of", "the", "and", "seldom", "winter", "market", "old", "runs", "a", "stone", "bridge");
    private static final int MAX = 400;
    private static final Chunker CHUNKER =
            Chunker.of(new ChunkRules(MAX, 0, Arrays.asList(Boundary.values()), ChunkFormat.TEXT, 10_000));

    @Test
    void anEditedSentenceChangesAFewPieces() {
        int[] changed = IntStream.range(0, 300)
                .map(LocalCutsTest::changedByAnEdit)
                .sorted()
                .toArray();

        assertThat(changed[changed.length / 2]).as("as a rule").isLessThanOrEqualTo(1);
        assertThat(changed[changed.length * 95 / 100]).as("rarely more").isLessThanOrEqualTo(3);
        assertThat(changed[changed.length - 1]).as("never many of 200").isLessThanOrEqualTo(8);
    }

    private static int changedByAnEdit(int seed) {
        Random random = new Random(seed);
        List<String> paragraphs =
                IntStream.range(0, 160).mapToObj(i -> paragraph(random)).collect(Collectors.toList());
        Set<String> before = texts(paragraphs);
        int edited = random.nextInt(paragraphs.size());
        List<String> sentences =
                new java.util.ArrayList<>(List.of(paragraphs.get(edited).split("(?<=\\. )")));
        sentences.set(random.nextInt(sentences.size()), sentence(random));
        paragraphs.set(edited, String.join("", sentences));

        Set<String> after = texts(paragraphs);
        after.removeAll(before);
        return after.size();
    }

    private static Set<String> texts(List<String> paragraphs) {
        return CHUNKER.cut(String.join("\n\n", paragraphs)).stream()
                .map(Piece::text)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String paragraph(Random random) {
        return IntStream.range(0, 2 + random.nextInt(8))
                .mapToObj(i -> sentence(random))
                .collect(Collectors.joining());
    }

    private static String sentence(Random random) {
        return "It "
                + IntStream.range(0, 4 + random.nextInt(14))
                        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                        .collect(Collectors.joining(" "))
                + ". ";
    }
}
