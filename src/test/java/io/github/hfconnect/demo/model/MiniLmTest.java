package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniLmTest {

    private final MiniLm miniLm = MiniLm.shared();

    @Test
    void relatedTextsAreCloserThanUnrelatedOnes() {
        float[] cat = embed("a cat sleeps on the sofa");

        assertThat(cosine(cat, embed("a kitten is napping on the couch")))
                .isGreaterThan(0.5)
                .isGreaterThan(cosine(cat, embed("the stock market fell on Monday")) + 0.3);
    }

    @Test
    void manyThreadsMayUseOneModel() {
        float[] alone = embed("the same text");
        List<float[]> together = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> embed(i % 2 == 0 ? "the same text" : "another text, number " + i))
                .toList();

        assertThat(IntStream.range(0, 50).mapToObj(i -> together.get(2 * i)))
                .allSatisfy(vector -> assertThat(vector).isEqualTo(alone));
    }

    @Test
    void tokensAreCountedWithTheSpecialOnesAndCutToTheLimit() {
        Sequence words = Sequence.of("hello ".repeat(1000));

        assertThat(miniLm.tokens(words).count()).isEqualTo(1002);
        assertThat(miniLm.truncatedTokens(words).count()).isEqualTo(MiniLm.MAX_TOKENS);
        assertThat(miniLm.tokens(Sequence.of("")).count()).isEqualTo(2);
        assertThat(miniLm.tokens(new Sequence("hello", "world")).count()).isEqualTo(5);
    }

    private float[] embed(String text) {
        return MiniLm.normalized(miniLm.pooled(miniLm.tokens(Sequence.of(text))));
    }

    private static double cosine(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
